import { describe, expect, test } from 'vitest'
import { html, joinHtml } from '../../../src/archive/html.ts'
import { showText } from '../../../src/archive/show-text.ts'

describe('markup', () => {
  test('whatever is put in is escaped, in text and in attributes', () => {
    const text = `<b onclick='x'>&"`
    expect(html`<a title="${text}">${text}</a>`.markup).toBe(
      '<a title="&lt;b onclick=&#39;x&#39;&gt;&amp;&quot;">&lt;b onclick=&#39;x&#39;&gt;&amp;&quot;</a>',
    )
  })

  test('markup is put in as it is, lists one after the other, nothing as nothing', () => {
    const items = ['a', '<'].map((text) => html`<li>${text}</li>`)
    expect(html`<ul>${items}${undefined}${3}</ul>`.markup).toBe('<ul><li>a</li><li>&lt;</li>3</ul>')
    expect(joinHtml(items, ' & ').markup).toBe('<li>a</li> &amp; <li>&lt;</li>')
  })

  test('what only looks like markup is refused', () => {
    const forged = JSON.parse('{"markup":"<script>"}')
    expect(() => html`${forged}`).toThrow('markup')
  })
})

describe('characters nobody sees', () => {
  test.each([
    ['a right-to-left override', 'if (a\u202E) {', 'if (a[U+202E]) {'],
    ['an isolate', '\u2066x\u2069', '[U+2066]x[U+2069]'],
    ['a zero-width space in a name', 'proc\u200B_dir', 'proc[U+200B]_dir'],
    ['a soft hyphen', 'a\u00ADb', 'a[U+00AD]b'],
    ['a byte-order mark', '\uFEFFa', '[U+FEFF]a'],
    ['a tag character', 'a\u{E0041}', 'a[U+E0041]'],
    ['an escape', '\u001B[31mred', '[U+001B][31mred'],
    ['a NUL', 'a\0b', 'a[U+0000]b'],
    ['a lone carriage return', 'a\rb', 'a[U+000D]b'],
    ['what XML does not have', 'a\uFFFFb', 'a[U+FFFF]b'],
    ['half a character', 'a\uD800b', 'a[U+D800]b'],
    ['a joiner in a name', 'proc\u200Dx', 'proc[U+200D]x'],
  ])('%s is shown as its code', (_, text, shown) => expect(showText(text)).toBe(shown))

  test.each([
    ['tabs and line ends', 'a\tb\nc'],
    ['a family of emoji', '👩\u200D👩\u200D👧'],
    ['Persian', 'می\u200Cخواهم'],
    ['Chinese and accents', '补丁 Jörg'],
  ])('%s stay as they are', (_, text) => expect(showText(text)).toBe(text))

  test('the carriage return of a line end is nothing', () =>
    expect(showText('a\r\nb')).toBe('a\nb'))
})
