// The one error that means: print this, and exit with 1 because it was the user's mistake.

export class UserError extends Error {
  override name = 'UserError'
  readonly hint: string | undefined
  constructor(message: string, hint?: string, options?: ErrorOptions) {
    super(message, options)
    this.hint = hint
  }
}
