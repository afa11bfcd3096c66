import type { Locator, Page } from 'playwright-core'

/** The page that shows the contention, as its visitors see it. */
export class WatchPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** What it says of its connection. */
  get source(): Locator {
    return this.page.getByRole('status')
  }

  /** Resolves once it hears from the service, with the name of the instance. */
  async instance(): Promise<string> {
    const live = this.source.filter({ hasText: /^Live · instance / })
    await live.waitFor()
    return (await live.textContent())?.replace('Live · instance ', '') ?? ''
  }

  /** The last minute in a sentence. */
  get minute(): Locator {
    return this.page.locator('#minute')
  }

  /** A large number, by its heading. */
  figure(heading: string): Locator {
    const figures = this.page.locator('dl > div')
    return figures.filter({ has: this.page.getByText(heading, { exact: true }) }).locator('b')
  }

  /** A number of the table. */
  cell(row: string, column: 'a second' | 'a minute'): Locator {
    const cells = this.page.getByRole('row').filter({ hasText: row }).getByRole('cell')
    return cells.nth(column === 'a second' ? 0 : 1)
  }

  /** How much of the picture has a colour of the style sheet, in pixels. */
  pixels(color: string): Promise<number> {
    return this.page.evaluate<number>(`(() => {
      const canvas = document.querySelector('canvas')
      const [r, g, b] = getComputedStyle(document.documentElement)
        .getPropertyValue('--${color}').match(/[0-9a-f]{2}/gi).map((hex) => parseInt(hex, 16))
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
      let count = 0
      for (let i = 0; i < data.length; i += 4) {
        if (data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] === 255) count++
      }
      return count
    })()`)
  }

  /** The picture as it is drawn now, to be compared with another. */
  picture(): Promise<string> {
    return this.page.evaluate<string>(`document.querySelector('canvas').toDataURL()`)
  }
}
