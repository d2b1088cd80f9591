#!/usr/bin/env node
// Node 20 cannot run TypeScript by itself; tsx teaches it, then the real program starts.
import { register } from 'tsx/esm/api'

register()
await import('./main.ts')
