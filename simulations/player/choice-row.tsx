// One of several, in a row: radio buttons that look like a switch.

import { useId } from 'react'

export interface ChoiceRowProps<Value extends string> {
  readonly legend: string
  readonly choices: readonly { readonly value: Value; readonly label: string }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

export function ChoiceRow<Value extends string>({
  legend,
  choices,
  value,
  onChange,
}: ChoiceRowProps<Value>) {
  const name = useId()
  return (
    <fieldset className="sim-choice">
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
