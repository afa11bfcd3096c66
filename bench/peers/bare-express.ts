/**
 * A limit rather than a peer: Express with all switched off that this route does not use, which says the same to
 * everybody, with one `writeHead` and one `end`.
 *
 * Source: expressjs.com/en/5x/api.html#app.settings.table.
 */
import express from 'express'

const { PORT } = process.env

const ANSWER = JSON.stringify({
  status: 200,
  message: 'Seat 1 booked successfully.',
  seatId: '1',
  bookingId: 'f0fc33b0-5fee-4c57-9c19-e20c424bd367',
})

const app = express()
app.disable('x-powered-by')
app.disable('etag')
app.set('query parser', false)

app.post('/api/book/:seatId', (_req, res) => {
  res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': ANSWER.length })
  res.end(ANSWER)
})

app.listen(Number(PORT), '127.0.0.1', () => process.stdout.write('listening\n'))
