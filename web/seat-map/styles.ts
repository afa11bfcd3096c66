import text from './seat-map.css' with { type: 'text' }

/** Of the element and all that is in it. A sheet that a script makes needs no permission of the page around it. */
export const styles = new CSSStyleSheet()
styles.replaceSync(text)
