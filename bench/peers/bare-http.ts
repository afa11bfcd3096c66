/**
 * A limit rather than a peer: Node's own HTTP server, which says the same to everybody. Nothing that answers JSON over
 * HTTP in one process of Node is faster.
 *
 * Source: nodejs.org/api/http.html.
 */
import { createServer } from 'node:http'

const { PORT } = process.env

const ANSWER = JSON.stringify({
  status: 200,
  message: 'Seat 1 booked successfully.',
  seatId: '1',
  bookingId: 'f0fc33b0-5fee-4c57-9c19-e20c424bd367',
})

const server = createServer((_req, res) => {
  res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': ANSWER.length })
  res.end(ANSWER)
})

server.listen(Number(PORT), '127.0.0.1', () => process.stdout.write('listening\n'))
