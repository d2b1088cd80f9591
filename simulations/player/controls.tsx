// A control for every parameter, made from the schema: its label, range, doubts and effect.

import { useId, useState } from 'react'
import {
  describeRange,
  findIdleReason,
  formatValue,
  type NumberParameter,
  type Parameter,
  type Schema,
  snapNumber,
  type Value,
} from '../engine/index.ts'
import type { Values } from './view.ts'

export interface ControlsProps {
  readonly schema: Schema
  readonly values: Values
  readonly onChange: (changes: Values) => void
}

export function Controls({ schema, values, onChange }: ControlsProps) {
  const groups = new Map<string, [string, Parameter][]>()
  for (const [key, parameter] of Object.entries(schema)) {
    const group = parameter.group ?? 'Parameters'
    groups.set(group, [...(groups.get(group) ?? []), [key, parameter]])
  }
  return (
    <div className="sim-groups">
      {[...groups].map(([group, parameters], index) => (
        <details key={group} className="sim-group" open={index === 0}>
          <summary>
            {group}
            <Changed parameters={parameters} values={values} />
          </summary>
          {parameters.map(([key, parameter]) => (
            <Control
              key={key}
              name={key}
              parameter={parameter}
              value={values[key] ?? parameter.default}
              idle={findIdleReason(parameter, values)}
              onChange={(value) => onChange({ [key]: value })}
            />
          ))}
        </details>
      ))}
    </div>
  )
}

function Changed({
  parameters,
  values,
}: {
  readonly parameters: readonly (readonly [string, Parameter])[]
  readonly values: Values
}) {
  const changed = parameters.filter(
    ([key, parameter]) => formatValue(values[key] ?? '') !== formatValue(parameter.default),
  )
  if (changed.length === 0) return null
  return <span className="sim-changed"> {changed.map(([, { label }]) => label).join(', ')}</span>
}

interface ControlProps {
  readonly name: string
  readonly parameter: Parameter
  readonly value: Value
  /** Why it has no effect now. */
  readonly idle: string | undefined
  readonly onChange: (value: Value) => void
}

function Control({ name, parameter, value, idle, onChange }: ControlProps) {
  const id = useId()
  const isDefault = formatValue(value) === formatValue(parameter.default)
  const isGroup = parameter.kind === 'subset'
  const help = (
    <div className="sim-help" id={`${id}-help`}>
      <p>
        {parameter.doc.split('`').map((part, at) =>
          // Between the first backtick and the second is a name, and so on.
          at % 2 === 0 ? part : <code key={part}>{part}</code>,
        )}
        {parameter.isInference && <em> Inference.</em>}
        {parameter.source !== undefined && <span> Source: {parameter.source}.</span>}
        {idle !== undefined && <strong> No effect now: {idle}.</strong>}
      </p>
      <Chosen parameter={parameter} value={value} />
    </div>
  )
  const reset = isDefault ? null : (
    <button
      type="button"
      className="sim-reset"
      aria-label={`${parameter.label}: back to ${formatValue(parameter.default)}`}
      onClick={() => onChange(parameter.default)}
    >
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d="M3.2 8.4a4.9 4.9 0 1 0 1.5-3.9M3 2.3v3.2h3.2" />
      </svg>
    </button>
  )
  if (isGroup) {
    return (
      <fieldset
        className={`sim-control ${idle === undefined ? '' : 'idle'}`}
        aria-describedby={`${id}-help`}
      >
        <legend>
          {parameter.label} <code>{name}</code>
          {reset}
        </legend>
        <div className="sim-checks">
          {parameter.choices.map((choice) => {
            const chosen = value as readonly string[]
            const isChosen = chosen.includes(choice.value)
            const isLast = isChosen && chosen.length === 1
            return (
              <label key={choice.value} title={choice.doc}>
                <input
                  type="checkbox"
                  checked={isChosen}
                  aria-disabled={isLast}
                  onChange={() => {
                    if (isLast) return
                    onChange(
                      parameter.choices
                        .map((one) => one.value)
                        .filter((one) => (one === choice.value ? !isChosen : chosen.includes(one))),
                    )
                  }}
                />{' '}
                {choice.label}
              </label>
            )
          })}
        </div>
        {help}
      </fieldset>
    )
  }
  return (
    <div className={`sim-control ${idle === undefined ? '' : 'idle'}`}>
      <label htmlFor={id}>
        {parameter.label} <code>{name}</code>
      </label>
      {reset}
      <Field id={id} parameter={parameter} value={value} onChange={onChange} />
      {help}
    </div>
  )
}

/** What the chosen ones are: no finger can hover over a name. */
function Chosen({ parameter, value }: Pick<ControlProps, 'parameter' | 'value'>) {
  if (parameter.kind !== 'choice' && parameter.kind !== 'subset') return null
  const chosen: readonly string[] = typeof value === 'object' ? value : [String(value)]
  return parameter.choices
    .filter((choice) => chosen.includes(choice.value) && choice.doc !== undefined)
    .map((choice) => (
      <p key={choice.value}>
        <b>{choice.label}</b> {choice.doc}
      </p>
    ))
}

interface FieldProps {
  readonly id: string
  readonly parameter: Exclude<Parameter, { kind: 'subset' }>
  readonly value: Value
  readonly onChange: (value: Value) => void
}

function Field({ id, parameter, value, onChange }: FieldProps) {
  const described = `${id}-help`
  switch (parameter.kind) {
    case 'number':
      return <NumberField id={id} parameter={parameter} value={Number(value)} onChange={onChange} />
    case 'choice':
      return (
        <select
          id={id}
          aria-describedby={described}
          value={String(value)}
          onChange={({ target }) => onChange(target.value)}
        >
          {parameter.choices.map((choice) => (
            <option key={choice.value} value={choice.value} title={choice.doc}>
              {choice.label}
            </option>
          ))}
        </select>
      )
    case 'flag':
      return (
        <input
          id={id}
          type="checkbox"
          aria-describedby={described}
          checked={value === true}
          onChange={({ target }) => onChange(target.checked)}
        />
      )
    case 'text':
      return (
        <TextField
          // A new value from outside is a new field.
          key={String(value)}
          id={id}
          value={String(value)}
          lengthMax={parameter.lengthMax}
          isLong={parameter.isLong ?? false}
          onChange={onChange}
        />
      )
  }
}

function TextField({
  id,
  value,
  lengthMax,
  isLong,
  onChange,
}: {
  readonly id: string
  readonly value: string
  readonly lengthMax: number
  readonly isLong: boolean
  readonly onChange: (value: string) => void
}) {
  const [text, setText] = useState(value)
  const shared = {
    id,
    value: text,
    maxLength: lengthMax,
    spellCheck: false,
    'aria-describedby': `${id}-help`,
    onBlur: () => {
      if (text !== value) onChange(text)
    },
  }
  return isLong ? (
    <textarea rows={3} {...shared} onChange={({ target }) => setText(target.value)} />
  ) : (
    <input
      type="text"
      {...shared}
      onChange={({ target }) => setText(target.value)}
      onKeyDown={({ key }) => {
        if (key === 'Enter' && text !== value) onChange(text)
      }}
    />
  )
}

export interface FewControlsProps extends ControlsProps {
  readonly keys: readonly string[]
  /** What the question sets: values go back to these. */
  readonly asked: Values
}

/** Some of them, without their explanations. */
export function FewControls({ schema, keys, asked, values, onChange }: FewControlsProps) {
  return (
    <div className="sim-few">
      {keys.map((key) => {
        const parameter = schema[key]
        return parameter === undefined ? null : (
          <Control
            key={key}
            name={key}
            parameter={{ ...parameter, default: asked[key] ?? parameter.default } as Parameter}
            value={values[key] ?? parameter.default}
            idle={findIdleReason(parameter, values)}
            onChange={(value) => onChange({ [key]: value })}
          />
        )
      })}
    </div>
  )
}

/** All that a question sets but texts, and a number to drag in any case. */
export function listTurned(schema: Schema, asked: Values): readonly string[] {
  const keys = Object.keys(asked).filter((key) => {
    const kind = schema[key]?.kind
    return kind !== undefined && kind !== 'text'
  })
  if (keys.some((key) => schema[key]?.kind === 'number')) return keys
  const number = Object.keys(schema).find((key) => schema[key]?.kind === 'number')
  return number === undefined ? keys : [number, ...keys]
}

/** A slider beside a field: the one to play with, the other to be exact. */
function NumberField({
  id,
  parameter,
  value,
  onChange,
}: {
  readonly id: string
  readonly parameter: NumberParameter
  readonly value: number
  readonly onChange: (value: number) => void
}) {
  const [text, setText] = useState<string>()
  const unit = parameter.unit === undefined ? '' : ` ${parameter.unit}`
  const commit = () => {
    if (text === undefined) return
    const number = Number(text.replaceAll(/[\s,_]/gu, ''))
    setText(undefined)
    if (text.trim() !== '' && Number.isFinite(number)) onChange(snapNumber(parameter, number))
  }
  return (
    <div className="sim-number-field">
      <input
        type="range"
        min={0}
        max={sliderSteps(parameter)}
        step={1}
        value={toSlider(parameter, value)}
        aria-label={`${parameter.label}, slider`}
        aria-valuetext={`${value}${unit}`}
        onChange={({ target }) => onChange(fromSlider(parameter, Number(target.value)))}
      />
      <span>
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          aria-describedby={`${id}-help`}
          title={describeRange(parameter)}
          value={text ?? String(value)}
          onChange={({ target }) => setText(target.value)}
          onBlur={commit}
          onKeyDown={({ key }) => {
            if (key === 'Enter') commit()
            if (key === 'Escape') setText(undefined)
          }}
        />
        {unit}
      </span>
    </div>
  )
}

const fineSteps = 400

function sliderSteps({ scale, min, max, step }: NumberParameter): number {
  if (scale === 'powers-of-two') return Math.round(Math.log2(max / min))
  if (scale === 'log') return fineSteps
  return Math.min(fineSteps, Math.round((max - min) / step))
}

/** Where on its slider a value stands. */
export function toSlider(parameter: NumberParameter, value: number): number {
  const { scale, min, max } = parameter
  if (scale === 'powers-of-two') return Math.round(Math.log2(value / min))
  const steps = sliderSteps(parameter)
  if (scale === 'log') {
    const low = Math.max(min, parameter.step)
    return value <= low ? 0 : Math.round((Math.log(value / low) / Math.log(max / low)) * steps)
  }
  return Math.round(((value - min) / (max - min)) * steps)
}

/** The value at a place of the slider, rounded to two digits where the scale is logarithmic. */
export function fromSlider(parameter: NumberParameter, place: number): number {
  const { scale, min, max } = parameter
  if (scale === 'powers-of-two') return min * 2 ** place
  const steps = sliderSteps(parameter)
  if (place === steps) return max
  if (scale === 'log') {
    const low = Math.max(min, parameter.step)
    const value = low * (max / low) ** (place / steps)
    return snapNumber(parameter, Number(value.toPrecision(2)))
  }
  return snapNumber(parameter, min + ((max - min) * place) / steps)
}
