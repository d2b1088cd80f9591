// What readers bring is recognised by what it says, read in one pass, and every doubt is reported.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { finishRun, readParameters, runScenario } from '../../../../simulations/engine/index.ts'
import {
  formatTrace,
  kernelStack,
  stackMemory,
  sumSizes,
  traceIds,
  traces,
} from '../../../../simulations/scenarios/kernel-stack/index.ts'
import {
  describePaste,
  formatFolded,
  type Paste,
  parsePaste,
  pasteLengthMax,
  stackFunctions,
  toRun,
} from '../../../../simulations/scenarios/kernel-stack/paste.ts'
import {
  brokenMagicLog,
  buddyinfo,
  checkstack,
  disabledTracer,
  doubleFaultLog,
  firstTable,
  quote,
  stackUsage,
  toDump,
  vmstat,
  wrap,
} from './pastes.ts'

function parseAs<Kind extends Paste['kind']>(kind: Kind, text: string) {
  const paste = parsePaste(text)
  expect(paste).toMatchObject({ kind })
  return paste as Extract<Paste, { kind: Kind }>
}

describe('a stack trace', () => {
  const published = traceIds.filter((id) => traces[id].isMadeUp !== true)

  test.each(published)('%s is read row by row, and its sizes add up', (id) => {
    const { frames, depth } = traces[id]
    const paste = parseAs('chain', formatTrace(frames))
    expect(paste.frames).toEqual(frames)
    expect(paste.depth).toBe(depth)
    expect(sumSizes(frames)).toBe(depth)
    expect(paste.reading).toMatchObject({ linesUsed: frames.length + 2, linesIgnored: 0 })
    expect(paste.reading.repairs).toEqual([])
  })

  test('has as many rows and bytes as the mails say', () => {
    expect(published.map((id) => [traces[id].frames.length, traces[id].depth])).toEqual([
      [51, 7_696],
      [49, 7_216],
      [46, 7_200],
      [50, 6_896],
      [49, 7_280],
    ])
  })

  test.each([
    ['quoted twice', quote(firstTable)],
    ['quoted without blanks', quote(firstTable, '>>')],
    ['quoted on a web page', quote(firstTable, '&gt; &gt; ')],
    ['with carriage returns', firstTable.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\uFEFF${firstTable}`],
    ['in colour', firstTable.replaceAll('   ', '\u001B[1;32m   \u001B[0m')],
    ['from the log', toDump(traces.minchan1.frames, '[ 1065.604404] ')],
    [
      'dumped by ftrace',
      toDump(
        traces.minchan1.frames,
        '[ 1065.604404] kworker/-5766    0d..2 1071625991us : stack_trace_call: ',
      ),
    ],
    [
      'dumped by a thread with a hyphen and a number in its name',
      toDump(
        traces.minchan1.frames,
        '[ 1065.604404] a-1-b-5766    0d..2 1071625991us : stack_trace_call: ',
      ),
    ],
    [
      'from the journal',
      toDump(traces.minchan1.frames, 'May 28 15:53:58 guest kernel: [ 1065.604404] '),
    ],
    [
      'from the journal with ISO dates',
      toDump(traces.minchan1.frames, '2014-05-28T15:53:58+0000 guest kernel: '),
    ],
    ['from dmesg -T', toDump(traces.minchan1.frames, '[Wed May 28 06:53:58 2014] ')],
    ['with log levels and callers', toDump(traces.minchan1.frames, '<4>[ 1065.604404][T13167] ')],
    [
      'in the middle of a letter',
      `Hello Dave,\n\nthis is it:\n\n${firstTable}\n-- \nKind regards,\n`,
    ],
    ['without its header', firstTable.split('\n').slice(2).join('\n')],
  ])('%s is the same trace', (_, text) => {
    const { frames, depth } = parseAs('chain', text)
    expect(frames).toEqual(traces.minchan1.frames)
    expect(depth).toBe(7_696)
  })

  test('broken after the size is joined, and every joint is reported', () => {
    const narrow = wrap(firstTable, 32)
    const paste = parseAs('chain', narrow)
    expect(paste.frames).toEqual(traces.minchan1.frames)
    const joints = narrow.split('\n').length - firstTable.split('\n').length
    expect(joints).toBeGreaterThan(40)
    expect(paste.reading.repairsCount).toBe(joints)
    expect(paste.reading.repairs[0]?.text).toContain('joined with the next line')
    expect(paste.reading.repairs).toHaveLength(20)
  })

  test('broken and quoted at once is mended too', () => {
    const paste = parseAs('chain', quote(wrap(firstTable, 32)))
    expect(paste.frames).toEqual(traces.minchan1.frames)
  })

  test('with a wrong size is mended from the depths', () => {
    const paste = parseAs('chain', firstTable.replace('7640     392', '7640     999'))
    expect(paste.frames).toEqual(traces.minchan1.frames)
    expect(paste.reading.repairs).toEqual([
      { line: 6, text: 'the size 999 does not fit the depths, taken as 392' },
    ])
  })

  test('without a row in the middle keeps its depth, and says so', () => {
    const lines = firstTable.split('\n')
    lines.splice(10, 1)
    const paste = parseAs('chain', lines.join('\n'))
    expect(paste.depth).toBe(7_696)
    expect(sumSizes(paste.frames)).toBe(7_696)
    expect(paste.frames).toHaveLength(50)
    expect(paste.reading.repairs.map(({ text }) => text)).toEqual([
      'rows 8 to 8 are missing: their bytes are counted with row 7',
      '51 entries are announced, 50 are here',
    ])
  })

  test('cut off below keeps what is missing as one frame', () => {
    const paste = parseAs('chain', firstTable.split('\n').slice(0, 30).join('\n'))
    expect(paste.frames[0]).toEqual({ symbol: '(rows not pasted)', size: 3_952 - 304 })
    expect(sumSizes(paste.frames)).toBe(7_696)
  })

  test('beside another one is the deeper of the two', () => {
    const both = `${formatTrace(traces.minchan4.frames)}\n${firstTable}`
    const paste = parseAs('chain', both)
    expect(paste.depth).toBe(7_696)
    expect(paste.othersCount).toBe(1)
  })

  test('names modules and addresses without symbols', () => {
    const paste = parseAs(
      'chain',
      '  0)      300     100   xfs_bmapi_write+0x1/0x2 [xfs]\n  1)      200     200   0xffffffff81004e14\n',
    )
    expect(paste.frames).toEqual([
      { symbol: '0xffffffff81004e14', size: 200 },
      { symbol: 'xfs_bmapi_write', offset: '0x1/0x2', module: 'xfs', size: 100 },
    ])
  })

  test('of a tracer that is off is explained', () => {
    expect(parseAs('nothing', disabledTracer).reason).toContain('stack_tracer_enabled')
  })
})

describe('a crash', () => {
  test('gives the real depth from its stack pointer, and with the trace the hidden tail', () => {
    const paste = parseAs('chain', doubleFaultLog)
    expect(paste.format).toBe('crash')
    expect(paste.frames).toEqual(traces.minchan3.frames)
    expect(paste.crash?.stackPointer).toEqual({
      line: 7,
      stackSize: 8_192,
      depth: 8_360,
      bytesBelow: 168,
      symbol: '__lock_acquire',
      faultBelow: 184,
    })
    expect(paste.hiddenTail).toBe(1_160)
    expect(paste.crash?.signs).toEqual(['double-fault', 'overran'])
    expect(paste.crash?.leastLeft.map(({ thread, bytesLeft }) => [thread, bytesLeft])).toEqual([
      ['kworker/u24:0', 304],
      ['kworker/u24:1', 144],
    ])
  })

  test('inside the tracer shows the tracer, not a tail', () => {
    const paste = parseAs('chain', brokenMagicLog)
    expect(paste.frames).toEqual(traces.minchan2.frames)
    expect(paste.crash?.stackPointer).toMatchObject({
      depth: 7_504,
      bytesBelow: 0,
      symbol: 'stack_trace_call',
    })
    expect(paste.crash?.signs).toEqual(['magic-lost'])
    expect(paste.hiddenTail).toBeUndefined()
  })

  test('without a trace is read all the same', () => {
    const paste = parseAs('crash', doubleFaultLog.split('\n').slice(2, 9).join('\n'))
    expect(paste.crash.stackPointer?.depth).toBe(8_360)
  })

  test('with a stack pointer above 8K shows that stacks are 16K', () => {
    const text = doubleFaultLog.replace('RSP: 0000:ffff880000105f58', 'RSP: 0000:ffff880000109000')
    expect(parseAs('chain', text).crash?.stackPointer).toMatchObject({
      stackSize: 16_384,
      depth: 4_096,
    })
  })

  test('with a stack pointer on another stack gives no depth', () => {
    const text = doubleFaultLog.replace('RSP: 0000:ffff880000105f58', 'RSP: 0000:ffff880037d06e58')
    expect(parseAs('chain', text).crash?.stackPointer).toBeUndefined()
  })
})

describe('frames of functions', () => {
  test('from checkstack.pl are merged by the largest, never summed', () => {
    const { functions, reading } = parseAs('functions', quote(checkstack))
    expect(functions).toEqual([
      { symbol: 'ext4_writepages', file: 'vmlinux', bytes: 376, size: 'exact' },
      { symbol: 'local_function', file: 'drivers/block/virtio_blk.ko', bytes: 312, size: 'exact' },
      { symbol: 'get_page_from_freelist', file: 'vmlinux', bytes: 288, size: 'exact' },
      { symbol: 'odd_function', file: 'vmlinux', bytes: 0, size: 'at-least' },
    ])
    expect(reading.repairs[0]?.text).toContain('1 lines name a function again')
  })

  test('from GCC and Clang are read from the right', () => {
    const { functions, format } = parseAs('functions', stackUsage)
    expect(format).toBe('stack-usage')
    expect(functions.map(({ symbol, bytes, size }) => [symbol, bytes, size])).toEqual([
      ['ext4_writepages', 376, 'bounded'],
      ['__alloc_pages_nodemask', 344, 'exact'],
      ['shrink_page_list', 320, 'exact'],
      ['with_array', 208, 'at-least'],
      ['void ns::f(std::map<int, int>, char)', 48, 'exact'],
    ])
    expect(functions[0]?.file).toBe('fs/ext4/inode.c')
  })

  test('stack up with return address and saved registers where the tool counts neither', () => {
    const { functions } = parseAs('functions', checkstack)
    const two = functions.slice(0, 2)
    expect(stackFunctions(two, { savedRegisters: 6 }).map(({ size }) => size)).toEqual([432, 368])
    expect(stackFunctions(two, { savedRegisters: 'counted' }).map(({ size }) => size)).toEqual([
      376, 312,
    ])
  })
})

test('the kstack lines of /proc/vmstat are counts of depths', () => {
  const { classes, reading } = parseAs('depths', vmstat)
  expect(classes.map(({ upToBytes, threads }) => [upToBytes, threads])).toEqual([
    [1_024, 3],
    [2_048, 188],
    [4_096, 11_391],
    [8_192, 243],
    [16_384, 0],
  ])
  expect(reading.ignored).toEqual([{ line: 1, text: 'nr_free_pages 123456' }])
})

test('/proc/buddyinfo is free blocks by zone', () => {
  const { zones } = parseAs('free-blocks', buddyinfo)
  expect(zones).toEqual([
    { node: 0, zone: 'DMA', blocks: [1, 0, 1, 0, 2, 1, 1, 0, 1, 1, 3] },
    { node: 0, zone: 'Normal', blocks: [5_870, 3_020, 501, 26, 3, 0, 0, 0, 0, 0, 0] },
  ])
})

describe('folded stacks', () => {
  test.each(traceIds)('of %s come back as they went out', (id) => {
    const { frames } = traces[id]
    const paste = parseAs('chain', formatFolded(frames))
    expect(paste.format).toBe('folded')
    expect(paste.frames).toEqual(frames.map(({ symbol, size }) => ({ symbol, size })))
  })

  test('with several paths give the deepest, and count the lines beside it', () => {
    const { frames, depth, reading } = parseAs('chain', 'a 10\na;b 20\na;c 30\na;c;d 1\n')
    expect(frames.map(({ symbol }) => symbol)).toEqual(['a', 'c', 'd'])
    expect(depth).toBe(41)
    expect(reading.repairs[0]?.text).toContain('1 lines lie beside')
  })
})

describe('anything else', () => {
  test('is named, with the first twenty lines that were ignored', () => {
    const text = Array.from({ length: 30 }, (_, at) => `line of a letter, number ${at}`).join('\n')
    const { reason, reading } = parseAs('nothing', text)
    expect(reason).toContain('Unexpected text, expected')
    expect(reading.linesIgnored).toBe(30)
    expect(reading.ignored).toHaveLength(20)
    expect(reading.ignored[19]).toEqual({ line: 20, text: 'line of a letter, number 19' })
  })

  test('that is longer than allowed is refused unread', () => {
    expect(parseAs('nothing', 'x'.repeat(pasteLengthMax + 1)).reason).toContain('at most 5')
  })

  test('never throws: two hundred mutations of every sample', () => {
    const samples = [
      firstTable,
      doubleFaultLog,
      brokenMagicLog,
      checkstack,
      stackUsage,
      vmstat,
      buddyinfo,
      formatFolded(traces.minchan1.frames),
      quote(wrap(firstTable, 32)),
    ]
    const edit = fc.record({
      at: fc.nat(4_000),
      cut: fc.nat(60),
      piece: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.constantFrom(
          '\n',
          '\t',
          '> ',
          ']',
          '[',
          '0x',
          '&gt;',
          '\u001B[',
          '99999999999999999999',
          ';',
          ') 1 2',
          'RSP: ',
          ' ti: ',
        ),
      ),
    })
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(edit, { minLength: 1, maxLength: 8 }),
        (sample, edits) => {
          const text = edits.reduce(
            (before, { at, cut, piece }) => before.slice(0, at) + piece + before.slice(at + cut),
            sample,
          )
          const paste = parsePaste(text)
          if (paste.kind !== 'chain') return
          expect(sumSizes(paste.frames)).toBe(paste.depth)
          expect(paste.frames.every(({ size }) => Number.isSafeInteger(size) && size >= 0)).toBe(
            true,
          )
        },
      ),
      { seed: 1, numRuns: 200 },
    )
  })
})

describe('what a paste asks for', () => {
  test('a trace is a replay of its frames, with the tail and the size that its crash shows', () => {
    const run = toRun(parsePaste(doubleFaultLog))
    expect(run).toMatchObject({
      kind: 'run',
      scenario: 'kernel-stack',
      parameters: { trace: 'pasted', tail: '1160', size: '8' },
    })
    if (run.kind !== 'run') return
    const { values, problems } = readParameters(kernelStack.schema, run.parameters)
    expect(problems).toEqual([])
    const { model } = finishRun(runScenario(kernelStack, values, { mode: 'count' }))
    expect(model.reached).toBe(8_360)
    expect(model.stacks[0]?.replay.bytesBelow).toBe(168)
  })

  test('functions are none until the reader says who calls whom', () => {
    const paste = parsePaste(stackUsage)
    expect(toRun(paste)).toMatchObject({ kind: 'nothing' })
    expect(toRun(paste, ['shrink_page_list', 'nowhere'])).toMatchObject({
      kind: 'nothing',
      reason: 'Unexpected functions nowhere, expected some of the paste.',
    })
    expect(toRun(paste, ['ext4_writepages', 'shrink_page_list'])).toMatchObject({
      parameters: { frames: 'ext4_writepages:376 shrink_page_list:320' },
    })
    expect(toRun(parsePaste(checkstack), ['ext4_writepages'])).toMatchObject({
      parameters: { frames: 'ext4_writepages:432' },
    })
  })

  test('counts of depths and free blocks are runs of stack-memory', () => {
    const depths = toRun(parsePaste(vmstat))
    expect(depths).toMatchObject({
      scenario: 'stack-memory',
      parameters: { depths: 'pasted', counts: '3,188,11391,243' },
    })
    const blocks = toRun(parsePaste(buddyinfo))
    expect(blocks).toMatchObject({
      scenario: 'stack-memory',
      parameters: { blocks: '5870,3020,501,26,3,0,0,0,0,0,0' },
    })
    for (const run of [depths, blocks]) {
      if (run.kind !== 'run') throw new Error('expected a run')
      expect(readParameters(stackMemory.schema, run.parameters).problems).toEqual([])
    }
    expect(toRun(parsePaste('kstack_1k 0\nkstack_2k 0\n'))).toMatchObject({ kind: 'nothing' })
  })

  test('a chain that no link can carry is refused', () => {
    const long = Array.from({ length: 900 }, (_, at) => `a_function_number_${at} `)
      .join('')
      .trim()
    const folded = `${long.split(' ').join(';')} 8\n`
    expect(toRun(parsePaste(folded))).toMatchObject({ kind: 'nothing' })
  })

  test('is told in sentences, with each line that was mended or ignored', () => {
    expect(describePaste(parsePaste(doubleFaultLog))).toEqual([
      'Read as a crash log: 46 frames, 7200 bytes.',
      'Line 7: the stack pointer stood 8360 bytes deep in __lock_acquire(), 168 bytes below the stack.',
      'The least that a thread had left is 144 bytes.',
      '1160 bytes of that the tracer did not see; they are taken as the tail.',
      expect.stringContaining('lines used, 0 mended'),
      ...Array.from({ length: 6 }, () => expect.stringContaining('  ignored ')),
    ])
    expect(describePaste(parsePaste(firstTable))[0]).toBe(
      'Read as a table of the stack tracer: 51 frames, 7696 bytes.',
    )
    expect(describePaste(parsePaste('nothing of use'))[0]).toContain('Unexpected text')
  })
})
