// A worker of a browser as those who ask it see it.

export interface Handle<To, From> {
  readonly post: (message: To) => void
  readonly end: () => void
  readonly listen: (listeners: {
    readonly onMessage: (message: From) => void
    readonly onDeath: () => void
  }) => void
}

export function toHandle<To, From>(worker: Worker): Handle<To, From> {
  return {
    post: (message) => worker.postMessage(message),
    end: () => worker.terminate(),
    listen: ({ onMessage, onDeath }) => {
      worker.addEventListener('message', ({ data }: MessageEvent<From>) => onMessage(data))
      worker.addEventListener('error', onDeath)
      worker.addEventListener('messageerror', onDeath)
    },
  }
}
