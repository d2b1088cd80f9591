// A pause without delay: a message to oneself comes after those that wait already, and is not held
// back as timers are. For browsers: Node reads a port until it is empty before it looks at another,
// and has `setImmediate`.

/** A function that resolves when the messages that wait have come in. */
export function createPause(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel()
  let resume: (() => void) | undefined
  port1.onmessage = () => resume?.()
  return () =>
    new Promise((resolve) => {
      resume = resolve
      port2.postMessage(0)
    })
}
