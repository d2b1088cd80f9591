import { readEnv } from '#env'
import { toOpenApi } from '../_open-api.ts'

export const dynamic = 'force-dynamic'

export function GET(): Response {
  return Response.json(toOpenApi(readEnv().siteUrl))
}
