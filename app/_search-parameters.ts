// The parameters of an address, several values of one name together, as pages get them too.

export function listParameters(url: string): Readonly<Record<string, readonly string[]>> {
  const parameters = new URL(url).searchParams
  return Object.fromEntries([...parameters.keys()].map((name) => [name, parameters.getAll(name)]))
}
