/**
 * The peer that all others are compared with: what most tutorials end with. Express as its "Getting started" has it,
 * and node-redis as its README has it, with `SET key token NX EX` as the page of `SET` in the Redis manual proposes for
 * a simple lock. The release is the GET and DEL that many write instead of that page's script; it awaits both. Seats
 * are in memory and gone at exit.
 *
 * Sources: expressjs.com/en/starter/hello-world, github.com/redis/node-redis (README), redis.io/commands/set ("Patterns").
 */
import { randomUUID } from 'node:crypto'

import express from 'express'
import { createClient } from 'redis'

const { PORT, SEATS, REDIS_URL } = process.env

const LOCK_SECONDS = 10

const seats = new Map<string, { booked: boolean }>()
for (let id = 1; id <= Number(SEATS); id++) seats.set(String(id), { booked: false })

const redis = createClient({ url: REDIS_URL ?? '' })
redis.on('error', (error: Error) => process.stderr.write(`${error.message}\n`))
await redis.connect()

const app = express()
app.use(express.json())

app.post('/api/book/:seatId', async (req, res) => {
  const { seatId } = req.params
  const key = `lock:seat:${seatId}`
  const token = randomUUID()
  const locked = await redis.set(key, token, { NX: true, EX: LOCK_SECONDS })
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
    if ((await redis.get(key)) === token) await redis.del(key)
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
