/** What is shown to somebody who asks for nothing, in this order. */
const BY_DEFAULT = ['demo', 'default']

/** The id of the event to show. One that is asked for may be on a later page of the list, or made since. */
export function chosenEvent(
  events: readonly { readonly eventId: string }[],
  asked: string | null,
): string {
  if (asked !== null) return asked
  const ids = events.map(({ eventId }) => eventId)
  return BY_DEFAULT.find((id) => ids.includes(id)) ?? ids[0] ?? 'default'
}
