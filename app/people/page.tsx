import type { Metadata } from 'next'
import { urls } from '#domain'
import { PeopleTable, peopleOrders } from '#ui'
import { listPeople } from '../_readers.ts'

export const metadata: Metadata = {
  title: 'People',
  description: 'Everybody who took a position, with what they wrote and when.',
  alternates: { canonical: urls.people },
}

export default async function PeoplePage({ searchParams }: PageProps<'/people'>) {
  const { sort } = await searchParams
  const order = peopleOrders.find((candidate) => candidate === sort) ?? 'name'
  const people = await listPeople()
  return (
    <div className="plain-page">
      <header className="page-head">
        <h1>People</h1>
        <p className="lead">Only what they wrote on a list, when, and in which role.</p>
      </header>
      <PeopleTable people={people} order={order} />
    </div>
  )
}
