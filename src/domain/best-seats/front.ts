import {
  type Area,
  meanOf,
  type Point,
  rangeOf,
  type SeatingPlan,
  seatsIn,
} from '../seating-plan.ts'

/** Words for the stage in languages where the noun comes last: "Große Bühne", "Main stage". */
const LAST =
  wordsOf(`stage mainstage screen bühne buehne leinwand podium toneel scherm doek scen scenen lærred lerret
  scena ekran jeviště plátno színpad vászon näyttämö sahne perde σκηνή οθόνη сцена экран екран במה מסך`)
/** Words for the stage in languages where the noun comes first: "Scène principale". */
const FIRST = wordsOf(
  `scène écran escenario pantalla tarima palco palcoscenico schermo tela ecrã scenă المسرح مسرح منصة`,
)
/** Words for the stage that can also end a compound: "Hauptbühne", "メインステージ". */
const ENDINGS = wordsOf(
  'bühne buehne leinwand podium scen ステージ スクリーン 舞台 舞臺 銀幕 银幕 무대 스크린',
)

const ARTICLES = wordsOf('the der die das de het la le il lo el a o')
/** Words of labels that mention the stage but describe something else: "Stage door". */
const ELSEWHERE = wordsOf(`door entrance exit entry access stairs view behind beside near to of from
  tür eingang ausgang zugang treppe sicht blick hinter neben zur zum
  porte entrée sortie accès vue derrière vers puerta entrada salida acceso vista detrás
  porta ingresso uscita accesso saída acesso ingang uitgang zicht вход выход вид`)
const BACKSTAGE = /^(hinter|seiten|neben|unter|probe)/

/**
 * The point that the best seats are near, by the first rule that applies:
 *
 * 1. The plan's focal point.
 * 2. The middle of an area whose label is a word for the stage.
 * 3. The middle of an area whose label has such a word as its noun ("Main stage", but not "Stage door").
 * 4. The smallest y of all seats, half-way between the leftmost and the rightmost seat.
 */
export function frontOf(plan: SeatingPlan): Point {
  if (plan.focalPoint) return plan.focalPoint
  const areas = plan.zones.flatMap((zone) => zone.areas)
  const stage =
    areas.find((area) => isStage(area, isWord)) ?? areas.find((area) => isStage(area, hasNoun))
  if (stage) return middleOf(stage)

  const seats = seatsIn(plan)
  const across = rangeOf(seats.map(({ position }) => position.x))
  const y = rangeOf(seats.map(({ position }) => position.y)).least
  return { x: (across.least + across.most) / 2, y }
}

/** Whether any line of the label passes the test. */
function isStage({ text }: Area, test: (words: readonly string[]) => boolean): boolean {
  return text?.text.split(/[\r\n]+/).some((line) => test(nameIn(line))) ?? false
}

function isWord(words: readonly string[]): boolean {
  const [word = ''] = words
  return words.length === 1 && (LAST.has(word) || FIRST.has(word) || ENDINGS.has(word))
}

function hasNoun(words: readonly string[]): boolean {
  // A number or letter may follow the noun: "Stage 2".
  const names =
    words.length > 1 && /^(\p{N}+|\p{L})$/u.test(words.at(-1) ?? '') ? words.slice(0, -1) : words
  const [first = '', last = ''] = [names[0], names.at(-1)]
  if (words.some((word) => ELSEWHERE.has(word))) return false
  return LAST.has(last) || FIRST.has(first) || isCompound(last)
}

function isCompound(word: string): boolean {
  return !BACKSTAGE.test(word) && ENDINGS.values().some((ending) => word.endsWith(ending))
}

/** The words of a label, without a leading article. */
function nameIn(label: string): string[] {
  const words = normalized(label).match(/[\p{L}\p{N}]+/gu) ?? []
  return words.length > 1 && ARTICLES.has(words[0] ?? '') ? words.slice(1) : words
}

function wordsOf(words: string): ReadonlySet<string> {
  return new Set(normalized(words).split(/\s+/))
}

/** In lower case and without accents. */
function normalized(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toLowerCase()
}

/** The middle of an area. A rotated area is rotated about its position. */
function middleOf({ position, rotationDeg, outline }: Area): Point {
  const { x, y } = middleOfOutline(outline)
  const angle = (rotationDeg / 180) * Math.PI
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return { x: position.x + x * cos - y * sin, y: position.y + x * sin + y * cos }
}

function middleOfOutline(outline: Area['outline']): Point {
  switch (outline?.kind) {
    case 'rectangle':
      return { x: outline.width / 2, y: outline.height / 2 }
    case 'polygon':
      return meanOf(outline.points)
    case 'ellipse':
    case undefined:
      return { x: 0, y: 0 }
  }
}
