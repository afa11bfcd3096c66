/**
 * No Redis: the row is locked in Postgres by `SELECT ... FOR UPDATE`, in a transaction as node-postgres documents it,
 * over a pool of 10 connections, which is its default. A second request for a seat waits, so no request is answered 423.
 *
 * Sources: node-postgres.com/features/transactions, postgresql.org/docs/current/explicit-locking.html.
 */
import express from 'express'
import pg from 'pg'

const { PORT, SEATS, DATABASE_URL } = process.env

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 })
await pool.query('create table seats (id text primary key, booked boolean not null default false)')
await pool.query('insert into seats (id) select generate_series(1, $1::int)::text', [Number(SEATS)])

const app = express()
app.use(express.json())

app.post('/api/book/:seatId', async (req, res) => {
  const { seatId } = req.params
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
      res.status(404).json({ status: 404, message: `Seat ${seatId} not found.` })
      return
    }
    if (seat.booked) {
      await client.query('ROLLBACK')
      res.status(400).json({ status: 400, message: `Seat ${seatId} is already booked.` })
      return
    }
    await client.query('UPDATE seats SET booked = true WHERE id = $1', [seatId])
    await client.query('COMMIT')
    res.status(200).json({ status: 200, message: `Seat ${seatId} booked successfully.`, seatId })
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
})

app.get('/api/booked', async (_req, res) => {
  const booked = await pool.query<{ id: string }>('SELECT id FROM seats WHERE booked')
  res.json(booked.rows.map(({ id }) => id))
})

app.listen(Number(PORT), '127.0.0.1', () => process.stdout.write('listening\n'))
