import { expect, test } from 'vitest'
import { parseMessageId, toLoreUrl } from '../../../src/domain/message-id.ts'
import { messageId } from '../../support/builders.ts'

test.each([
  ['20140528091345.GD6677@dastard', '20140528091345.GD6677@dastard'],
  ['<1@x>', '1@x'],
  ['CA+55aFx/%y=z@mail.gmail.com', 'CA+55aFx/%y=z@mail.gmail.com'],
])('%s names the message %s', (text, id) => {
  expect(parseMessageId(text)).toBe(id)
})

test.each([
  ['', 'nothing'],
  ['dastard', 'no @'],
  ['a@b@c', 'two of them'],
  ['@b', 'nothing before it'],
  ['a@', 'nothing behind it'],
  ['a b@c', 'white space'],
  ['<a@b', 'half a pair of brackets'],
  ['<<a@b>>', 'two pairs'],
  [`${'a'.repeat(201)}@b`, 'no end'],
])('%j names none: %s', (text) => {
  expect(parseMessageId(text)).toBeUndefined()
})

test('lore gets the id without brackets, with what would end the path encoded', () => {
  expect(toLoreUrl(messageId('20140528.1@dastard'), 'linux-mm')).toBe(
    'https://lore.kernel.org/linux-mm/20140528.1@dastard/',
  )
  expect(toLoreUrl(messageId('a/b%c?d#e@x'))).toBe(
    'https://lore.kernel.org/all/a%2Fb%25c%3Fd%23e@x/',
  )
})
