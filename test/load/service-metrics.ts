/** How many bookings the service itself has counted since it was started. */
export async function countedBookings(serviceUrl: string): Promise<number> {
  const response = await fetch(`${serviceUrl}/metrics`)
  const count = /^holdfast_bookings_total\{outcome="booked"\} (\d+)$/m.exec(await response.text())
  return Number(count?.[1] ?? 0)
}
