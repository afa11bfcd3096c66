/**
 * The library redlock, on one Redis, with `acquire` and `release` as in its README. It does not retry: "for many tasks
 * it's sufficient to attempt a lock with `retryCount=0`, and treat a failure as the resource being locked", which is
 * what a 423 says, and much faster than its default. Seats are in memory and gone at exit.
 *
 * Source: github.com/mike-marcacci/node-redlock (README, "Usage" and "How do I check if something is locked?").
 */
import express from 'express'
import { Redis } from 'ioredis'
import Redlock, { ExecutionError } from 'redlock'

const { PORT, SEATS, REDIS_URL } = process.env

const LOCK_MS = 10_000

const seats = new Map<string, { booked: boolean }>()
for (let id = 1; id <= Number(SEATS); id++) seats.set(String(id), { booked: false })

const redlock = new Redlock([new Redis(REDIS_URL ?? '')], { retryCount: 0 })

const app = express()
app.use(express.json())

app.post('/api/book/:seatId', async (req, res) => {
  const { seatId } = req.params
  let lock
  try {
    lock = await redlock.acquire([`lock:seat:${seatId}`], LOCK_MS)
  } catch (error) {
    if (!(error instanceof ExecutionError)) throw error
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
    await lock.release()
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
