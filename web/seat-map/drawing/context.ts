export type Context2d = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D
