import { describe, expect, it } from 'vitest'
import { needs } from '../needs.ts'
import { has } from '../programs.ts'

it('what needs nothing is tried', () => {
  expect(has('zsh')).toBe(false)
})

it('what needs fish is tried', () => {
  needs('fish')
  expect(has('fish')).toBe(true)
})

describe('what needs zsh', () => {
  needs('zsh')

  it('is tried', () => {
    expect(has('zsh')).toBe(true)
  })

  it('is tried again', () => {
    expect(has('zsh')).toBe(true)
  })
})
