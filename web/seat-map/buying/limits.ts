/** Put in place of its name when the scripts are bundled. */
declare const SEATS_PER_HOLD_MAX: number

/** How many seats one hold may have, as the service is set. */
export const seatsPerHoldMax = SEATS_PER_HOLD_MAX
