import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { HoldfastClient } from '../../client/src/index.ts'
import { createShopServer } from './server.ts'

// Starts Holdfast in a temporary folder, and the shop. Ctrl+C stops both and deletes the folder.

const newKey = () => randomBytes(24).toString('base64url')
const { PORT = '3000', SHOP_PORT = '8080' } = process.env
const { ADMIN_KEY = newKey(), SELLER_KEY = newKey() } = process.env
const holdfastUrl = `http://localhost:${PORT}`
const shopUrl = `http://localhost:${SHOP_PORT}`

const folder = mkdtempSync(join(tmpdir(), 'holdfast-shop-'))
const holdfast = spawn(process.execPath, ['src/main.ts'], {
  env: {
    ...process.env,
    PORT,
    LOG_LEVEL: 'warn',
    DATA_DIR: folder,
    ADMIN_KEY,
    SELLER_KEY,
    CORS_ORIGINS: shopUrl,
    // The shop is on the same machine.
    WEBHOOK_PRIVATE_ADDRESSES: 'true',
  },
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => holdfast.kill(signal))
holdfast.on('exit', (code) => {
  rmSync(folder, { recursive: true })
  process.exit(code ?? 0)
})

const admin = new HoldfastClient({ baseUrl: holdfastUrl, key: ADMIN_KEY })
await admin.getHealth({ retries: { attemptsMax: Infinity } })
const { value: webhook } = await admin.createWebhook({
  name: 'Demo shop',
  url: `${shopUrl}/webhooks`,
  types: ['booking.created', 'booking.cancelled'],
})

const shop = createShopServer({
  holdfastUrl,
  sellerKey: SELLER_KEY,
  webhookSecret: webhook.secret,
})
shop.listen(Number(SHOP_PORT), 'localhost')
await once(shop, 'listening')
process.stdout.write(`The shop is at ${shopUrl}\n`)
