/**
 * The library redis-semaphore: its Mutex, with `tryAcquire` and one attempt as in its README's "optional lock", because
 * a 423 is to be told at once, which is also much faster than waiting. Seats are in memory and gone at exit.
 *
 * Source: github.com/swarthy/redis-semaphore (README, "Example with optional lock").
 */
import express from 'express'
import { Redis } from 'ioredis'
import { Mutex } from 'redis-semaphore'

const { PORT, SEATS, REDIS_URL } = process.env

const seats = new Map<string, { booked: boolean }>()
for (let id = 1; id <= Number(SEATS); id++) seats.set(String(id), { booked: false })

const redis = new Redis(REDIS_URL ?? '')

const app = express()
app.use(express.json())

app.post('/api/book/:seatId', async (req, res) => {
  const { seatId } = req.params
  const mutex = new Mutex(redis, `seat:${seatId}`, { acquireAttemptsLimit: 1 })
  const lockAcquired = await mutex.tryAcquire()
  if (!lockAcquired) {
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
    await mutex.release()
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
