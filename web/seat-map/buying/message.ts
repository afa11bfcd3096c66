/** What has just happened, for the visitor. */
export interface Message {
  readonly text: string
  /** A refusal is read out at once. */
  readonly tone: 'good' | 'bad'
  /** What can be done about it. */
  readonly action?: { readonly label: string; readonly act: () => void } | undefined
}
