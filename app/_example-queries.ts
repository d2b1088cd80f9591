// Real queries with real answers: an identifier, somebody's words, a number people argued about.
export const exampleQueries = ['dev_snmp6', 'expand stack size', 'THREAD_SIZE_ORDER'] as const
