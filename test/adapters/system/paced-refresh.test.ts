import { paceByTicks } from '../../../src/adapters/system/paced-refresh.ts'
import { refreshPaceContract } from '../../contracts/refresh-pace.contract.ts'

refreshPaceContract('A pace by ticks', () => paceByTicks({ ticksWithoutMax: 10 }))
