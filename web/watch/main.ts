import { WatchPage } from './watch-page.ts'

new WatchPage().start()
