import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { HoldfastClient } from '../../client/src/index.ts'
import { createShop } from './shop.ts'

// Starts Holdfast with new keys in a temporary folder, and the shop. Ctrl+C stops both and deletes the folder.

const { PORT = '3000', SHOP_PORT = '8080' } = process.env
const holdfastUrl = `http://localhost:${PORT}`
const newKey = () => randomBytes(24).toString('base64url')
const sellerKey = newKey()

const shop = createShop({ holdfastUrl, sellerKey })
shop.listen(Number(SHOP_PORT), 'localhost')
await once(shop, 'listening')
const shopUrl = `http://localhost:${(shop.address() as AddressInfo).port}`

const folder = mkdtempSync(join(tmpdir(), 'holdfast-shop-'))
const holdfast = spawn(process.execPath, ['src/main.ts'], {
  env: {
    ...process.env,
    PORT,
    LOG_LEVEL: 'warn',
    DATA_DIR: folder,
    ADMIN_KEY: newKey(),
    SELLER_KEY: sellerKey,
    CORS_ORIGINS: shopUrl,
  },
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => holdfast.kill(signal))
holdfast.on('exit', (code) => {
  rmSync(folder, { recursive: true })
  process.exit(code ?? 0)
})

await new HoldfastClient({ baseUrl: holdfastUrl }).getHealth({ retries: { attemptsMax: Infinity } })
process.stdout.write(`The shop is at ${shopUrl}\n`)
