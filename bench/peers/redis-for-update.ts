/**
 * A lock in Redis as in `ioredis.ts`, which refuses a second request for a seat at once, around the transaction of
 * `postgres-for-update.ts`, which locks the row. Many services have both.
 *
 * Sources: those of the two files.
 */
import { randomUUID } from 'node:crypto'

import express from 'express'
import { Redis } from 'ioredis'
import pg from 'pg'

declare module 'ioredis' {
  interface Redis {
    unlock(key: string, token: string): Promise<number>
  }
}

const { PORT, SEATS, REDIS_URL, DATABASE_URL } = process.env

const LOCK_MS = 10_000

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
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 })
await pool.query('create table seats (id text primary key, booked boolean not null default false)')
await pool.query('insert into seats (id) select generate_series(1, $1::int)::text', [Number(SEATS)])

interface Answer {
  readonly status: number
  readonly message: string
  readonly seatId?: string
}

async function book(seatId: string): Promise<Answer> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const found = await client.query<{ booked: boolean }>(
      'SELECT booked FROM seats WHERE id = $1 FOR UPDATE',
      [seatId],
    )
    const [seat] = found.rows
    if (!seat) {
      await client.query('ROLLBACK')
      return { status: 404, message: `Seat ${seatId} not found.` }
    }
    if (seat.booked) {
      await client.query('ROLLBACK')
      return { status: 400, message: `Seat ${seatId} is already booked.` }
    }
    await client.query('UPDATE seats SET booked = true WHERE id = $1', [seatId])
    await client.query('COMMIT')
    return { status: 200, message: `Seat ${seatId} booked successfully.`, seatId }
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

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
    const answer = await book(seatId)
    res.status(answer.status).json(answer)
  } finally {
    await redis.unlock(key, token)
  }
})

app.get('/api/booked', async (_req, res) => {
  const booked = await pool.query<{ id: string }>('SELECT id FROM seats WHERE booked')
  res.json(booked.rows.map(({ id }) => id))
})

app.listen(Number(PORT), '127.0.0.1', () => process.stdout.write('listening\n'))
