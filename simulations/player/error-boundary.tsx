// Keeps a fault of the player inside the player: the finished result comes back, with a sentence.

import { Component, type ReactNode } from 'react'

export interface ErrorBoundaryProps {
  /** Shown instead: what was there before script came. */
  readonly still: ReactNode
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly hasFailed: boolean
}

/** React knows error boundaries only as classes. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { hasFailed: false }

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { hasFailed: true }
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children
    return (
      <>
        <p className="sim-fault" role="status">
          The controls of this simulation failed, which is our fault. The finished result stays;{' '}
          <button type="button" onClick={() => this.setState({ hasFailed: false })}>
            try the controls again
          </button>
        </p>
        {this.props.still}
      </>
    )
  }
}
