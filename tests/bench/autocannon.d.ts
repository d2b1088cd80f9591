// As much of autocannon as is used here; it comes without types.

declare module 'autocannon' {
  interface Options {
    readonly url: string
    readonly connections: number
    readonly duration: number
    readonly pipelining: number
    readonly headers?: Readonly<Record<string, string>>
  }
  interface Result {
    readonly requests: { readonly average: number }
  }
  export default function autocannon(options: Options): Promise<Result>
}
