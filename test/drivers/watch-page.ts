import type { Locator, Page } from 'playwright-core'

/** The page with the live activity, as its users see it. */
export class WatchPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** The state of its connection. */
  get source(): Locator {
    return this.page.getByRole('status')
  }

  /** Waits until the page is live. @returns the name of the instance */
  async instance(): Promise<string> {
    const live = this.source.filter({ hasText: /^Live · instance / })
    await live.waitFor()
    return (await live.textContent())?.replace('Live · instance ', '') ?? ''
  }

  /** The summary of the last minute. */
  get minute(): Locator {
    return this.page.locator('#minute')
  }

  /** A large number, by its heading. */
  figure(heading: string): Locator {
    const figures = this.page.locator('dl > div')
    return figures.filter({ has: this.page.getByText(heading, { exact: true }) }).locator('b')
  }

  /** A number of the table. */
  cell(row: string, column: 'per second' | 'last minute'): Locator {
    const cells = this.page.getByRole('row').filter({ hasText: row }).getByRole('cell')
    return cells.nth(column === 'per second' ? 0 : 1)
  }

  /** The number of pixels of the chart in a colour of the stylesheet. */
  pixels(color: string): Promise<number> {
    return this.page.evaluate<number>(`(() => {
      const canvas = document.querySelector('canvas')
      const sample = document.body.appendChild(document.createElement('i'))
      sample.style.color = 'var(--${color})'
      const [r, g, b] = getComputedStyle(sample).color.match(/\\d+/g).map(Number)
      sample.remove()
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
      let count = 0
      for (let i = 0; i < data.length; i += 4) {
        if (data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] === 255) count++
      }
      return count
    })()`)
  }

  /** The chart as it is drawn now, to compare with another. */
  picture(): Promise<string> {
    return this.page.evaluate<string>(`document.querySelector('canvas').toDataURL()`)
  }
}
