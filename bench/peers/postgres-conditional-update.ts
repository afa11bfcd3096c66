/**
 * No Redis and no transaction: one `UPDATE` on the condition that the seat is free, and a look at the seat only when
 * that found nothing to update. Over a pool of 10 connections, which is node-postgres' default.
 *
 * Sources: node-postgres.com/features/pooling ("Single query"), postgresql.org/docs/current/transaction-iso.html (13.2.1,
 * why two such updates cannot both succeed).
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
  const updated = await pool.query('UPDATE seats SET booked = true WHERE id = $1 AND NOT booked', [
    seatId,
  ])
  if (updated.rowCount === 1) {
    res.status(200).json({ status: 200, message: `Seat ${seatId} booked successfully.`, seatId })
    return
  }
  const found = await pool.query('SELECT FROM seats WHERE id = $1', [seatId])
  if (found.rowCount === 0) {
    res.status(404).json({ status: 404, message: `Seat ${seatId} not found.` })
    return
  }
  res.status(400).json({ status: 400, message: `Seat ${seatId} is already booked.` })
})

app.get('/api/booked', async (_req, res) => {
  const booked = await pool.query<{ id: string }>('SELECT id FROM seats WHERE booked')
  res.json(booked.rows.map(({ id }) => id))
})

app.listen(Number(PORT), '127.0.0.1', () => process.stdout.write('listening\n'))
