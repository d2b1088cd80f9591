// Paste, drop or choose: read in a worker of this page, shown with everything that was made of it,
// and replayed. The text itself stays here.

import { type ClipboardEvent, type DragEvent, useEffect, useId, useRef, useState } from 'react'
import { formatPermalink, readParameters } from '../../engine/index.ts'
import {
  kernelStackWords,
  refuseLength,
  stackMemoryWords,
} from '../../scenarios/kernel-stack/index.ts'
import type { FunctionFrame, PasteRun } from '../../scenarios/kernel-stack/paste.ts'
import {
  createPasteReader,
  type PasteAnswer,
  type PasteReader,
  spawnPasteWorker,
} from '../../worker/index.ts'
import type { LiveProps, LiveView } from '../live-view.ts'
import type { Session } from '../session.ts'
import { toNumberText } from '../to-number-text.ts'
import type { Values } from '../view.ts'
import { FoldedButton } from './folded-button.tsx'
import { FormatList, ownView } from './own-view.tsx'
import { readModel } from './read-model.ts'
import { StackSketch } from './stack-sketch.tsx'
import { toExampleText } from './to-example-text.ts'
import { wantedLengthMax } from './to-matcher.ts'

/** What a field for text still shows without making the page wait. */
const shownLengthMax = 100_000
/** Files far beyond what is read are not even opened. */
const fileBytesMax = 16 * 1024 * 1024
const typingMs = 300

export const ownLiveView: LiveView = { view: ownView, Live: OwnLive }

function OwnLive({ drawn, session }: LiveProps) {
  const id = useId()
  const { model } = readModel(drawn)
  const [text, setText] = useState('')
  const [large, setLarge] = useState('')
  const [answer, setAnswer] = useState<PasteAnswer>()
  const [isReading, setReading] = useState(false)
  const [isOver, setOver] = useState(false)
  const reader = useRef<PasteReader>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const turn = useRef(0)

  useEffect(
    () => () => {
      clearTimeout(timer.current)
      reader.current?.close()
    },
    [],
  )

  function getReader(): PasteReader {
    reader.current ??= createPasteReader(spawnPasteWorker)
    return reader.current
  }

  /** What is still being read is no longer wanted. */
  function abandon(): number {
    clearTimeout(timer.current)
    setReading(false)
    turn.current += 1
    return turn.current
  }

  async function read(source: string | Blob): Promise<void> {
    const mine = abandon()
    setReading(true)
    const next = await getReader().read(source)
    if (next === undefined || mine !== turn.current) return
    setReading(false)
    setAnswer(next)
    perform(session, next.run)
  }

  function take(source: string, name: string): void {
    if (source.length <= shownLengthMax) {
      setText(source)
      setLarge('')
    } else {
      setText('')
      setLarge(`${name}, ${toNumberText(source.length)} characters: read, but too long to show.`)
    }
    void read(source)
  }

  function onPaste(event: ClipboardEvent<HTMLTextAreaElement>): void {
    const pasted = event.clipboardData.getData('text')
    const { value, selectionStart, selectionEnd } = event.currentTarget
    const isWhole = selectionStart === 0 && selectionEnd === value.length
    // A part is put where the cursor is; a whole text is read at once.
    if (!isWhole && pasted.length <= shownLengthMax) return
    event.preventDefault()
    take(pasted, 'Your text')
  }

  function takeFiles(files: readonly File[]): void {
    if (files.length === 0) return
    const bytes = files.reduce((sum, { size }) => sum + size, 0)
    const names = files.length === 1 ? (files[0]?.name ?? '') : `${files.length} files`
    abandon()
    setText('')
    setLarge(`${names}, ${toNumberText(bytes)} bytes.`)
    if (bytes > fileBytesMax) {
      const reason = refuseLength(bytes)
      setAnswer({
        kind: 'read',
        says: [reason],
        run: { kind: 'nothing', reason },
        functionsCount: 0,
      })
      return
    }
    // Files of a compiler end with a line each, others may not.
    void read(new Blob(files.flatMap((file) => [file, '\n'])))
  }

  function onDrop(event: DragEvent<HTMLDivElement>): void {
    event.preventDefault()
    setOver(false)
    const { files } = event.dataTransfer
    if (files.length > 0) takeFiles([...files])
    else take(event.dataTransfer.getData('text'), 'Your text')
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: beside dropping there are a field and a button. */}
      <div
        className={`st-own ${isOver ? 'over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <label htmlFor={`${id}-text`}>
          Paste a trace, a crash log, frames of functions, or drop a file here
        </label>
        <textarea
          id={`${id}-text`}
          rows={9}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          aria-describedby={`${id}-promise`}
          placeholder="        Depth    Size   Location    (51 entries)&#10;        -----    ----   --------&#10;  0)     7696      16   lookup_address+0x28/0x30"
          value={text}
          onPaste={onPaste}
          onChange={({ target }) => {
            setText(target.value)
            setLarge('')
            abandon()
            timer.current = setTimeout(() => {
              if (target.value.trim() === '') setAnswer(undefined)
              else void read(target.value)
            }, typingMs)
          }}
        />
        <p id={`${id}-promise`} className="sim-note">
          Nothing leaves your browser: a worker of this page reads it. A link to the run holds the
          names and sizes of the frames, and nothing else of your text.
        </p>
        <p className="sim-buttons">
          <label className="st-file">
            <input
              type="file"
              multiple
              onChange={({ target }) => {
                takeFiles([...(target.files ?? [])])
                target.value = ''
              }}
            />
            <span>Choose files</span>
          </label>
          <button type="button" onClick={() => take(toExampleText(), 'The example')}>
            Try it with the double fault
          </button>
          {(text !== '' || large !== '') && (
            <button
              type="button"
              onClick={() => {
                abandon()
                setText('')
                setLarge('')
                setAnswer(undefined)
              }}
            >
              Clear
            </button>
          )}
        </p>
        {large !== '' && <p className="sim-note">{large}</p>}
      </div>
      <div className="st-answer" role="status">
        {isReading && <p className="sim-note">Being read.</p>}
        {answer !== undefined && !isReading && <ReadingNotes answer={answer} />}
      </div>
      {answer !== undefined && answer.functionsCount > 0 && (
        <FunctionPicker
          key={answer.says.join()}
          reader={getReader()}
          onRun={(run) => perform(session, run)}
        />
      )}
      {model.trace.id === 'pasted' ? (
        <>
          <StackSketch {...drawn} />
          <p className="sim-buttons">
            <a href="#view-icicle">See it frame by frame</a> <FoldedButton model={model} />
          </p>
        </>
      ) : (
        <FormatList />
      )}
    </>
  )
}

/** Runs what was read, where it is for this page. */
function perform(session: Session, run: PasteRun): void {
  if (run.kind !== 'run' || run.scenario !== 'kernel-stack') return
  const { values } = readParameters(kernelStackWords.schema, run.parameters)
  const read = Object.entries(values).filter(([key]) => Object.hasOwn(run.parameters, key))
  session.change({
    // What was set for rows and places of another chain does not fit this one.
    ...{ edits: '', cut: '', offload: '', nesting: 0, policy: 'as-set' },
    ...(Object.fromEntries(read) as Values),
  })
}

function ReadingNotes({ answer: { says, run, functionsCount } }: { readonly answer: PasteAnswer }) {
  const notes = says.filter((line) => line.startsWith('  '))
  return (
    <>
      {says
        .filter((line) => !line.startsWith('  '))
        .map((line) => (
          <p key={line}>{line}</p>
        ))}
      {notes.length > 0 && (
        <details>
          <summary>Line by line</summary>
          <ul>
            {notes.map((line) => (
              <li key={line}>{line.trim()}</li>
            ))}
          </ul>
        </details>
      )}
      {run.kind === 'run' && run.scenario === 'stack-memory' && (
        <p>
          <a href={toMemoryAddress(run.parameters)}>Run it: what stacks cost your machine</a>
        </p>
      )}
      {run.kind === 'nothing' && functionsCount === 0 && !says.includes(run.reason) && (
        <p className="sim-fault">{run.reason}</p>
      )}
    </>
  )
}

function toMemoryAddress(parameters: Readonly<Record<string, string>>): string {
  const { values } = readParameters(stackMemoryWords.schema, parameters)
  const link = formatPermalink({ scenario: stackMemoryWords, values })
  return `/simulations/stack-memory${link}`
}

interface FunctionPickerProps {
  readonly reader: PasteReader
  readonly onRun: (run: PasteRun) => void
}

/** Frames of functions are no chain of calls: the reader says who calls whom. */
function FunctionPicker({ reader, onRun }: FunctionPickerProps) {
  const [wanted, setWanted] = useState('')
  const [found, setFound] = useState<readonly FunctionFrame[]>([])
  const [calls, setCalls] = useState<readonly FunctionFrame[]>([])
  const [fault, setFault] = useState('')

  useEffect(() => {
    let isHere = true
    void reader.find(wanted).then((functions) => {
      if (isHere) setFound(functions)
    })
    return () => {
      isHere = false
    }
  }, [reader, wanted])

  const symbols = found.map(({ symbol }) => symbol)
  // Static functions of several files may have one name.
  const shared = new Set(symbols.filter((symbol, at) => symbols.indexOf(symbol) !== at))

  async function choose(next: readonly FunctionFrame[]): Promise<void> {
    setCalls(next)
    if (next.length === 0) return
    const run = await reader.stack(next.map(({ symbol, file }) => `${file}:${symbol}`))
    if (run === undefined) return
    setFault(run.kind === 'nothing' ? run.reason : '')
    onRun(run)
  }

  return (
    <div className="st-calls">
      <label>
        <span>Which function is called next?</span>
        <input
          type="search"
          value={wanted}
          maxLength={wantedLengthMax}
          spellCheck={false}
          onChange={({ target }) => setWanted(target.value)}
        />
      </label>
      <ul className="st-found">
        {found.map((one) => (
          <li key={`${one.file}:${one.symbol}`}>
            <button type="button" onClick={() => void choose([...calls, one])}>
              <code>{one.symbol}</code> {toNumberText(one.bytes)}
              {one.size === 'at-least' && ' or more'}
              {shared.has(one.symbol) && `, ${one.file}`}
            </button>
          </li>
        ))}
      </ul>
      {calls.length > 0 && (
        <>
          <p>Called in this order:</p>
          <ol className="st-chain">
            {calls.map(({ symbol }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a function may be called twice.
              <li key={at}>
                <code>{symbol}</code>{' '}
                <button
                  type="button"
                  aria-label={`Take ${symbol} out`}
                  onClick={() => void choose(calls.filter((_, index) => index !== at))}
                >
                  ×
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
      {fault !== '' && <p className="sim-fault">{fault}</p>}
    </div>
  )
}
