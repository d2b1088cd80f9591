import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toContentSecurityPolicy } from '../../../src/serve/content-security-policy.ts'

function hashOf(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`
}

function policyOf(script: string, attributes = ''): string {
  return toContentSecurityPolicy(`<!doctype html><body><script${attributes}>${script}</script>`)
}

describe('scripts that are data', () => {
  test.each([
    'self.__next_f.push([1,"a text"])',
    'self.__next_f.push([0])',
    '(self.__next_f=self.__next_f||[]).push([0,null])',
    'self.__next_f.push([1,"a\\u003c/script\\u003e line\\nof text"])',
    'self.__next_f.push([1,"self.__next_f.push([1]);alert(1)"])',
  ])('%s may run', (script) => {
    expect(policyOf(script)).toContain(hashOf(script))
  })

  test('each on a page gets its own hash, the same one only once', () => {
    const one = 'self.__next_f.push([1,"one"])'
    const two = 'self.__next_f.push([1,"two"])'
    const html = [one, two, one].map((script) => `<script>${script}</script>`).join('<p>')
    expect(toContentSecurityPolicy(html)).toContain(
      `script-src 'self' ${hashOf(one)} ${hashOf(two)};`,
    )
  })
})

describe('scripts that do anything', () => {
  test.each([
    'alert(1)',
    'self.__next_f.push([1]);alert(1)',
    'alert(1);self.__next_f.push([1])',
    'self.__next_f.push([1])\nalert(1)',
    'self.__next_f.push([1],alert(1))',
    'self.__next_f.push([alert(1)])',
    'self.__next_f.push([1,`text`])',
    'self.__next_f.push(([1]))',
    'self.__next_f.push([1])//)',
    'self.__next_f.push([1,"a"+alert(1)])',
    'self.__next_f.push(',
    'self.__next_f.push()',
    ' self.__next_f.push([1])',
    'self.__next_f.push([1]) ',
    'self.__next_f.pushx([1])',
    'self.__next_f .push([1])',
    '(self.__next_f=alert(1)||[]).push([1])',
    'requestAnimationFrame(function(){$RT=performance.now()});alert(1)',
    '(function(){}).push([1])',
  ])('%s may not run', (script) => {
    expect(policyOf(script)).toContain("script-src 'self';")
  })

  test('whatever somebody writes around the data, no hash lets it run', () => {
    const data = fc.json().map((json) => `self.__next_f.push(${json})`)
    const code = fc.constantFrom(';alert(1)', ',alert(1)', '\nalert(1)', '+alert(1)', '||alert(1)')
    fc.assert(
      fc.property(data, code, fc.integer({ min: 0, max: 10_000 }), (script, injected, at) => {
        const index = at % (script.length + 1)
        const attacked = script.slice(0, index) + injected + script.slice(index)
        const isAllowed = policyOf(attacked).includes(hashOf(attacked))
        // Inside a string of the data, code is only a text.
        if (isAllowed) {
          const list = /^self\.__next_f\.push\((.*)\)$/su.exec(attacked)?.[1]
          expect(() => JSON.parse(list ?? '')).not.toThrow()
        }
        const isBehind = index === script.length
        if (isBehind) expect(isAllowed).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  test('whatever JSON is pushed may run, and nothing else is ever allowed by it', () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), (json) => {
        fc.pre(!/<\/script/iu.test(json))
        const script = `self.__next_f.push(${json})`
        expect(policyOf(script)).toContain(`script-src 'self' ${hashOf(script)};`)
      }),
    )
  })

  test('a page cannot end a script early and start one of its own', () => {
    const attack = 'self.__next_f.push([1,"</script><script>alert(1)</script>"])'
    const policy = policyOf(attack)
    expect(policy).toContain("script-src 'self';")
  })
})

test('files and blocks of data need no hash', () => {
  expect(policyOf('', ' src="/a.js"')).toContain("script-src 'self';")
  expect(policyOf('{"@context":"https://schema.org"}', ' type="application/ld+json"')).toContain(
    "script-src 'self';",
  )
})

test('nothing inline, nothing evaluated, nothing from elsewhere', () => {
  const policy = policyOf('self.__next_f.push([1])')
  expect(policy).toMatch(/^default-src 'none'; script-src 'self' '/u)
  for (const weakness of ['unsafe-inline', 'unsafe-eval', 'http:', 'https:', '*', 'nonce-']) {
    expect(policy).not.toContain(weakness)
  }
  for (const directive of ["base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) {
    expect(policy).toContain(directive)
  }
})
