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

/** The picture as a file: its size, colours and letters inside it, named and described. */
export function toSvgText(
  svg: SVGSVGElement,
  { title, description }: { readonly title: string; readonly description: string },
): string {
  const { width, height } = svg.getBoundingClientRect()
  const copy = svg.cloneNode(true) as SVGSVGElement
  copyStyles(svg, copy)
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(Math.round(width)))
  copy.setAttribute('height', String(Math.round(height)))
  copy.removeAttribute('data-export')
  const ground = svg.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'rect')
  ground.setAttribute('width', '100%')
  ground.setAttribute('height', '100%')
  ground.setAttribute('fill', getComputedStyle(svg.ownerDocument.body).backgroundColor)
  const patterns = svg.ownerDocument.querySelector<SVGSVGElement>('#sim-patterns > defs')
  const defs = patterns?.cloneNode(true) as SVGElement | undefined
  if (patterns !== null && defs !== undefined) copyStyles(patterns, defs)
  const texts = (['title', 'desc'] as const).map((name) => {
    const element = svg.ownerDocument.createElementNS('http://www.w3.org/2000/svg', name)
    element.textContent = name === 'title' ? title : description
    return element
  })
  copy.prepend(...texts, ...(defs === undefined ? [] : [defs]), ground)
  return new XMLSerializer().serializeToString(copy)
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

/** Several tables one below the other, each with its title as a comment. */
export function toCsvText(tables: readonly Table[]): string {
  return tables.map((table) => `# ${table.title}\r\n${toCsv(table)}`).join('\r\n')
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
