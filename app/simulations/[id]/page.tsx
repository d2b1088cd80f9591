import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { urls } from '#domain'
import { catalog } from '#simulations'
import { SimulationPage } from '#simulations/player'
import '../../../simulations/player/player.css'

type Props = PageProps<'/simulations/[id]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params
  const card = Object.hasOwn(catalog, id) ? catalog[id] : undefined
  if (card === undefined) return {}
  return {
    title: card.title,
    description: card.summary,
    alternates: { canonical: urls.simulation(id) },
  }
}

export default async function OneSimulationPage({ params, searchParams }: Props) {
  const { id } = await params
  const card = Object.hasOwn(catalog, id) ? catalog[id] : undefined
  if (card === undefined) notFound()
  const { preset } = await searchParams
  if (typeof preset !== 'string') return <SimulationPage id={id} />
  const isKnown = card.presets.includes(preset)
  return <SimulationPage id={id} {...(isKnown ? { preset } : { unknown: preset })} />
}
