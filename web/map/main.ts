import { seatsPerHoldMax } from '../seat-map/limits.ts'

document.documentElement.dataset['seatsPerHoldMax'] = String(seatsPerHoldMax)
