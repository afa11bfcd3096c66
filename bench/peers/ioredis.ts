/**
 * The lock of the Redis manual as it should be: `SET key token NX PX`, and a release that deletes the key only while it
 * still has the token, in one script that ioredis sends as EVALSHA. Seats are in memory and gone at exit.
 *
 * Sources: redis.io/docs/latest/develop/use/patterns/distributed-locks ("Correct implementation with a single
 * instance"), github.com/redis/ioredis (README, "Lua Scripting").
 */
import { randomUUID } from 'node:crypto'

import express from 'express'
import { Redis } from 'ioredis'

declare module 'ioredis' {
  interface Redis {
    unlock(key: string, token: string): Promise<number>
  }
}

const { PORT, SEATS, REDIS_URL } = process.env

const LOCK_MS = 10_000

const seats = new Map<string, { booked: boolean }>()
for (let id = 1; id <= Number(SEATS); id++) seats.set(String(id), { booked: false })

const redis = new Redis(REDIS_URL ?? '', {
  scripts: {
    unlock: {
      numberOfKeys: 1,
      lua: `
        if redis.call("get", KEYS[1]) == ARGV[1] then
          return redis.call("del", KEYS[1])
        else
          return 0
        end`,
    },
  },
})

const app = express()
app.use(express.json())

app.post('/api/book/:seatId', async (req, res) => {
  const { seatId } = req.params
  const key = `lock:seat:${seatId}`
  const token = randomUUID()
  const locked = await redis.set(key, token, 'PX', LOCK_MS, 'NX')
  if (locked !== 'OK') {
    res.status(423).json({ status: 423, message: `Seat ${seatId} is locked, try again.` })
    return
  }
  try {
    const seat = seats.get(seatId)
    if (!seat) {
      res.status(404).json({ status: 404, message: `Seat ${seatId} not found.` })
      return
    }
    if (seat.booked) {
      res.status(400).json({ status: 400, message: `Seat ${seatId} is already booked.` })
      return
    }
    seat.booked = true
    res.status(200).json({ status: 200, message: `Seat ${seatId} booked successfully.`, seatId })
  } finally {
    await redis.unlock(key, token)
  }
})

app.get('/api/booked', (_req, res) => {
  res.json(
    Array.from(
      seats.entries().filter(([, { booked }]) => booked),
      ([id]) => id,
    ),
  )
})

app.listen(Number(PORT), '127.0.0.1', () => process.stdout.write('listening\n'))
