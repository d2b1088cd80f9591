// The shape of `/threads/<slug>.json`, written out field by field: programs rely on it, so a change
// inside the store must not change it unnoticed. New fields may come at any time; a field that goes
// or changes its meaning raises `version`.

import {
  anchors,
  type FollowUp,
  type Position,
  type Quotation,
  type Retelling,
  type Revision,
  type Source,
  type SourceRef,
  type ThreadPage,
  toCommitUrl,
  toLineUrl,
  toLoreUrl,
  urls,
} from '#domain'

export const threadJsonVersion = 1

/**
 * Absent fields are not known. Dates are UTC and as exact as the source: `2014`, `2014-10`,
 * `2014-10-02`, `2014-10-02T15:25:43Z`, or one of these after `before ` or `after `.
 */
export function toThreadJson(page: ThreadPage, siteUrl: string) {
  const { entry } = page
  const at: Place = {
    page,
    siteUrl,
    url: siteUrl + urls.thread(entry.slug),
  }
  return {
    version: threadJsonVersion,
    url: at.url,
    markdownUrl: siteUrl + urls.threadMarkdown(entry.slug),
    feedUrl: siteUrl + urls.threadFeed(entry.slug),
    slug: entry.slug,
    formerSlugs: entry.formerly,
    title: entry.title,
    question: entry.question,
    summary: entry.summary,
    lists: entry.lists,
    subsystems: entry.subsystems,
    topics: page.topics.map(({ slug, title }) => ({
      slug,
      title,
      url: siteUrl + urls.topic(slug),
    })),
    started: entry.started,
    ended: entry.ended,
    outcome: {
      state: entry.outcome.state,
      summary: entry.outcome.summary,
      date: entry.outcome.on,
      ...toCommit(entry.outcome.commit),
      release: entry.outcome.release,
      evidence: toCitations(entry.outcome.evidence, at),
    },
    series: entry.series.map((revision) => toRevision(revision, at)),
    positions: entry.positions.map((position) => toPosition(position, at)),
    figures: entry.figures.map((figure) => ({
      id: figure.id,
      url: `${at.url}#${anchors.figure(figure.id)}`,
      caption: figure.caption,
      unit: figure.unit,
      columns: figure.columns,
      rows: figure.rows.map(({ cells, values }) => ({ cells, values })),
      compare: figure.compare,
      evidence: figure.evidence,
      sources: toCitations(figure.sources, at),
    })),
    retellings: entry.retellings.map((retelling) => toRetelling(retelling, at)),
    quotes: entry.quotes.map((quote) => toQuote(quote, at)),
    followUps: entry.followUps.map((followUp) => toFollowUp(followUp, at)),
    sections: entry.sections.map(({ id, title, depth, text }) => ({
      id,
      url: `${at.url}#${id}`,
      title,
      depth,
      text,
    })),
    messages: entry.messages.map((message) => ({
      key: message.key,
      url: `${at.url}#${anchors.message(message.key)}`,
      messageId: message.messageId,
      archiveUrl: message.messageId && toLoreUrl(message.messageId, entry.archive),
      from: toPerson(message.from, at),
      date: message.date,
      subject: message.subject,
      known: message.known,
      seenIn: message.seenIn && toCitations([message.seenIn], at)[0],
      says: message.says,
    })),
    sources: Object.values(page.sources).map(toSource),
    unknown: entry.unknown,
  }
}

export type ThreadJson = ReturnType<typeof toThreadJson>

/** What every part needs to name people and give addresses. */
interface Place {
  readonly page: ThreadPage
  readonly siteUrl: string
  /** The thread's page. */
  readonly url: string
}

function toPerson(slug: Position['by'], { page, siteUrl }: Place) {
  return { slug, name: page.people[slug]?.name ?? slug, url: siteUrl + urls.person(slug) }
}

function toCommit(commit: string | undefined) {
  return commit === undefined ? {} : { commit, commitUrl: toCommitUrl(commit) }
}

/** A citation names a message of `messages` by its key, or a source of `sources` by its id. */
function toCitations(refs: readonly SourceRef[], { siteUrl, url }: Place) {
  return refs.map((ref) => {
    if (ref.kind === 'source') return { source: ref.id, url: siteUrl + urls.source(ref.id) }
    const thread = ref.thread === undefined ? url : siteUrl + urls.thread(ref.thread)
    return {
      message: ref.key,
      thread: ref.thread,
      url: `${thread}#${anchors.message(ref.key)}`,
    }
  })
}

function toRevision(revision: Revision, at: Place) {
  return {
    id: revision.id,
    url: `${at.url}#${anchors.revision(revision.id)}`,
    label: revision.label,
    subject: revision.subject,
    date: revision.on,
    by: revision.by.map((slug) => toPerson(slug, at)),
    summary: revision.summary,
    files: revision.files,
    insertions: revision.insertions,
    deletions: revision.deletions,
    sources: toCitations(revision.sources, at),
  }
}

function toPosition(position: Position, at: Place) {
  const toUrl = (id: Position['id']) => `${at.url}#${anchors.position(id)}`
  return {
    id: position.id,
    url: toUrl(position.id),
    by: toPerson(position.by, at),
    role: position.role,
    stance: position.stance,
    scope: position.scope,
    date: position.on,
    claim: position.claimText,
    quote: position.quote,
    evidence: position.evidence,
    verdict: toVerdict(position.verdict, at),
    answers: position.answers.map(({ to, how }) => ({ to, url: toUrl(to), how })),
    supersedes: position.supersedes,
    simulation: position.simulation,
    section: position.section,
    sources: toCitations(position.sources, at),
  }
}

/** What a machine found; `url` is the line itself, where this site's archive has the message. */
function toVerdict(verdict: Position['verdict'], { siteUrl }: Place) {
  if (verdict === undefined) return undefined
  const { messageId, lines, on, changes, heldOn } = verdict
  const url = heldOn === undefined ? undefined : siteUrl + toLineUrl(heldOn, messageId, lines[0])
  return { messageId, lines, on, changes, url }
}

function toRetelling(retelling: Retelling, at: Place) {
  return {
    id: retelling.id,
    url: `${at.url}#${anchors.retelling(retelling.id)}`,
    quote: retelling.quote,
    source: toCitations([retelling.source], at)[0],
    record: retelling.plainText,
    recordSources: toCitations(retelling.record, at),
  }
}

function toQuote(quote: Quotation, at: Place) {
  return {
    id: quote.id,
    url: `${at.url}#${anchors.quote(quote.id)}`,
    by: toPerson(quote.by, at),
    date: quote.on,
    text: quote.text,
    evidence: quote.evidence,
    verdict: toVerdict(quote.verdict, at),
    source: toCitations([quote.source], at)[0],
  }
}

function toFollowUp(followUp: FollowUp, at: Place) {
  return {
    id: followUp.id,
    url: `${at.url}#${anchors.followUp(followUp.id)}`,
    title: followUp.title,
    summary: followUp.summary,
    date: followUp.on,
    ...toCommit(followUp.commit),
    release: followUp.release,
    sources: toCitations(followUp.sources, at),
  }
}

function toSource(source: Source) {
  return {
    id: source.id,
    kind: source.kind,
    title: source.title,
    // Absent where no stable address is known.
    href: source.url,
    author: source.author,
    publisher: source.publisher,
    date: source.date,
    ...toCommit(source.commit),
    known: source.known,
    note: source.note,
  }
}
