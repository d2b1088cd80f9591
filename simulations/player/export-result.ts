// Takes a result away: as a picture that needs nothing else, as numbers, as text for a mail.

import { type Result, type Table, toCsv, toPlainText, toResultJson } from '../engine/index.ts'

/** What a browser computes for a drawn element that a file would not know. */
const drawn = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'paint-order',
  'vector-effect',
  'display',
] as const

/** Around a picture that stands alone: what is drawn over its edges is not cut off. */
const margin = 16

/** The picture as a file: its size, colours and letters inside it, named and described. */
export function toSvgText(
  svg: SVGSVGElement,
  { title, description }: { readonly title: string; readonly description: string },
): string {
  const page = svg.ownerDocument
  const { width, height } = svg.getBoundingClientRect()
  const copy = svg.cloneNode(true) as SVGSVGElement
  copyStyles(svg, copy)
  // Lengths are percentages: the picture keeps a frame of its own size within the file.
  place(copy, { x: margin, y: margin, width, height, overflow: 'visible' })
  for (const name of ['data-export', 'role', 'aria-label']) copy.removeAttribute(name)
  const create = (name: string): SVGElement =>
    page.createElementNS('http://www.w3.org/2000/svg', name)
  const texts = (['title', 'desc'] as const).map((name) => {
    const element = create(name)
    element.textContent = name === 'title' ? title : description
    return element
  })
  const patterns = page.querySelector<SVGSVGElement>('#sim-patterns > defs')
  const defs = patterns?.cloneNode(true) as SVGElement | undefined
  if (patterns !== null && defs !== undefined) copyStyles(patterns, defs)
  const ground = create('rect')
  const fill = getComputedStyle(page.body).backgroundColor
  place(ground, { width: '100%', height: '100%', fill })
  const file = create('svg')
  const [across, down] = [Math.round(width) + 2 * margin, Math.round(height) + 2 * margin]
  place(file, { width: across, height: down, viewBox: `0 0 ${across} ${down}`, role: 'img' })
  file.append(...texts, ...(defs === undefined ? [] : [defs]), ground, copy)
  return new XMLSerializer().serializeToString(file)
}

function place(element: SVGElement, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
}

/** As attributes: the policy of our pages refuses styles, even in what is only written to a file. */
function copyStyles(from: Element, to: Element): void {
  const style = getComputedStyle(from)
  for (const property of drawn) {
    const value = style.getPropertyValue(property)
    if (value === '' || value === 'normal' || (value === 'none' && property !== 'fill')) continue
    // Patterns are in the same file.
    to.setAttribute(property, value.replaceAll(/url\("[^"#]*#/gu, 'url("#'))
  }
  to.removeAttribute('class')
  for (const [index, child] of [...from.children].entries()) {
    const copied = to.children[index]
    if (copied !== undefined) copyStyles(child, copied)
  }
}

/** Twice as many pixels as on the screen. */
export async function toPng(svgText: string): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.width * 2
  canvas.height = image.height * 2
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('Unexpected missing canvas, expected one')
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('Unexpected empty picture, expected PNG'))
      else resolve(blob)
    }, 'image/png')
  })
}

/** CSV after RFC 4180, of which a file holds one table: several are one of their cells. */
export function toCsvText(tables: readonly Table[]): string {
  const [first] = tables
  if (first !== undefined && tables.length === 1) return toCsv(first)
  return toCsv({
    id: 'cells',
    title: '',
    columns: ['table', 'row', 'column', 'unit', 'value'].map((label) => ({ label })),
    rows: tables.flatMap(({ title, columns, rows }) =>
      rows.flatMap(([name = null, ...cells]) =>
        cells.map((cell, at) => {
          const { label = '', unit = '' } = columns[at + 1] ?? {}
          return [title, name, label, unit, cell]
        }),
      ),
    ),
  })
}

/** 72 columns, so that it survives a mail, with where it is from. */
export function toMailText(tables: readonly Table[], link: string): string {
  return `${tables.map((table) => toPlainText(table)).join('\n\n')}\n${link}\n`
}

export function toJsonText(result: Result): string {
  return `${toResultJson(result)}\n`
}

/** Hands a file to the reader. */
export function download(content: Blob | string, name: string, type: string): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
