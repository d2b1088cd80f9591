// A thread that searches. Threads are not taught TypeScript by the program that starts them.
import { register } from 'tsx/esm/api'

register()
await import('./search-thread.ts')
