import { chromium } from 'playwright-core'
const flags=['--no-sandbox','--disable-gpu','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync']
const b = await chromium.launch({executablePath:'/usr/bin/chromium',args:flags})
const open = async (o,path='/')=>{const p=await (await b.newContext({viewport:{width:1280,height:800},...o})).newPage();p.on('console',m=>console.log('console',m.type(),m.text()));p.on('pageerror',e=>console.log('ERR',e.stack));await p.goto((process.env.URL??'http://localhost:4811')+path);await p.waitForSelector('holdfast-seat-map[data-state=live]',{timeout:15000}).catch(e=>console.log('not live'));await p.waitForTimeout(400);return p}
const shot=(p,n)=>p.screenshot({path:`/tmp/page-exp/${n}.png`})
const click=async(p,id)=>{const {x,y}=await p.evaluate(id=>document.querySelector('holdfast-seat-map').positionOf(id),id);await p.mouse.click(x,y)}
await (await import(process.argv[2])).default({b,open,shot,click})
await b.close()
