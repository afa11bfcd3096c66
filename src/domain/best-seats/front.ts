import { type Area, meanOf, type Point, rangeOf, type SeatingPlan } from '../seating-plan.ts'

/** What the audience looks at, in languages where the noun comes last: "Große Bühne", "Main stage". */
const LAST =
  wordsOf(`stage mainstage screen bühne buehne leinwand podium toneel scherm doek scen scenen lærred lerret
  scena ekran jeviště plátno színpad vászon näyttämö sahne perde σκηνή οθόνη сцена экран екран במה מסך`)
/** In languages where it comes first: "Scène principale". */
const FIRST = wordsOf(
  `scène écran escenario pantalla tarima palco palcoscenico schermo tela ecrã scenă المسرح مسرح منصة`,
)
/** At the end of a longer word, too: "Hauptbühne", "メインステージ". */
const ENDINGS = wordsOf(
  'bühne buehne leinwand podium scen ステージ スクリーン 舞台 舞臺 銀幕 银幕 무대 스크린',
)

const ARTICLES = wordsOf('the der die das de het la le il lo el a o')
/** What a label is about that names the stage only to say where something else is. */
const ELSEWHERE = wordsOf(`door entrance exit entry access stairs view behind beside near to of from
  tür eingang ausgang zugang treppe sicht blick hinter neben zur zum
  porte entrée sortie accès vue derrière vers puerta entrada salida acceso vista detrás
  porta ingresso uscita accesso saída acesso ingang uitgang zicht вход выход вид`)
const BACKSTAGE = /^(hinter|seiten|neben|unter|probe)/

/**
 * The point that the best seats are near to: the plan's focal point; else the middle of an area whose label is a word
 * for the stage, or of one whose label has such a word where it is the noun ("Main stage", but not "Stage door"). A plan
 * without any has its front at the smallest y of its seats, half-way between the leftmost and the rightmost seat.
 */
export function frontOf(plan: SeatingPlan): Point {
  if (plan.focalPoint) return plan.focalPoint
  const areas = plan.zones.flatMap((zone) => zone.areas)
  const stage =
    areas.find((area) => isStage(area, isWord)) ?? areas.find((area) => isStage(area, hasNoun))
  if (stage) return middleOf(stage)

  const seats = plan.zones.flatMap((zone) => zone.rows.flat())
  const across = rangeOf(seats.map(({ position }) => position.x))
  const y = rangeOf(seats.map(({ position }) => position.y)).least
  return { x: (across.least + across.most) / 2, y }
}

/** Whether any line of the label is what is looked for. */
function isStage({ text }: Area, test: (words: readonly string[]) => boolean): boolean {
  return text?.text.split(/[\r\n]+/).some((line) => test(nameIn(line))) ?? false
}

function isWord(words: readonly string[]): boolean {
  const [word = ''] = words
  return words.length === 1 && (LAST.has(word) || FIRST.has(word) || ENDINGS.has(word))
}

function hasNoun(words: readonly string[]): boolean {
  // After it there may be a number or a letter: "Stage 2".
  const names =
    words.length > 1 && /^(\p{N}+|\p{L})$/u.test(words.at(-1) ?? '') ? words.slice(0, -1) : words
  const [first = '', last = ''] = [names[0], names.at(-1)]
  if (words.some((word) => ELSEWHERE.has(word))) return false
  return LAST.has(last) || FIRST.has(first) || isCompound(last)
}

function isCompound(word: string): boolean {
  return !BACKSTAGE.test(word) && ENDINGS.values().some((ending) => word.endsWith(ending))
}

/** The words of a label, without an article before them. */
function nameIn(label: string): string[] {
  const words = normalized(label).match(/[\p{L}\p{N}]+/gu) ?? []
  return words.length > 1 && ARTICLES.has(words[0] ?? '') ? words.slice(1) : words
}

function wordsOf(words: string): ReadonlySet<string> {
  return new Set(normalized(words).split(/\s+/))
}

/** In small letters and without accents, however they were written. */
function normalized(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toLowerCase()
}

/** A rotated area turns around its position. */
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
