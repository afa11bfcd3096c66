/** How many bookings the service itself has counted since it was started. */
export async function countedBookings(serviceUrl: string): Promise<number> {
  const response = await fetch(`${serviceUrl}/metrics`)
  const count = /^holdfast_saves_total\{action="booked",outcome="saved"\} (\d+)$/m.exec(
    await response.text(),
  )
  return Number(count?.[1] ?? 0)
}
