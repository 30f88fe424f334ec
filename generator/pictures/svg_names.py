"""The elements and attributes of SVG that a picture may keep: those that draw, and those that describe.

SVG 2, appendices "Element Index" and "Attribute Index"; Filter Effects 1; CSS Masking 1. What can run, load
or lead elsewhere is not among them: `script`, `foreignObject`, `a`, `on…`, `metadata`, `cursor`, `audio`.
"""

from __future__ import annotations

_ELEMENTS = """
    animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend feColorMatrix
    feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight
    feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
    feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter g image
    line linearGradient marker mask mpath path pattern polygon polyline radialGradient rect set stop
    style svg switch symbol text textPath title tspan use view
"""
ELEMENTS = frozenset(_ELEMENTS.split())

UNWRAPPED = frozenset({"a"})
"""Elements that go while what is inside them stays."""

QUIET = frozenset({"metadata"})
"""Elements that draw nothing, so that nobody need be told that they are gone."""

REFERRING = frozenset({"href", "{http://www.w3.org/1999/xlink}href"})
PAINTING = frozenset({"image", "feImage"})
"""Elements whose reference may hold a picture of pixels."""

ANIMATING = frozenset({"animate", "animateMotion", "animateTransform", "set"})

_ATTRIBUTES = """
    accumulate additive alignment-baseline amplitude attributeName azimuth baseFrequency baseline-shift
    begin bias by calcMode class clip clip-path clip-rule clipPathUnits color color-interpolation
    color-interpolation-filters cx cy d diffuseConstant direction display divisor dominant-baseline dur
    dx dy edgeMode elevation end exponent fill fill-opacity fill-rule filter filterUnits flood-color
    flood-opacity font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch
    font-style font-variant font-weight fr from fx fy gradientTransform gradientUnits height id
    image-rendering in in2 intercept isolation k1 k2 k3 k4 kernelMatrix kernelUnitLength keyPoints
    keySplines keyTimes lang lengthAdjust letter-spacing lighting-color limitingConeAngle line-height
    marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask mask-type
    maskContentUnits maskUnits max method min mix-blend-mode mode numOctaves offset opacity operator
    order orient origin overflow paint-order path pathLength patternContentUnits patternTransform
    patternUnits pointer-events points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio
    primitiveUnits r radius refX refY repeatCount repeatDur requiredExtensions requiredFeatures restart
    result role rotate rx ry scale seed shape-rendering side slope spacing specularConstant
    specularExponent spreadMethod startOffset stdDeviation stitchTiles stop-color stop-opacity stroke
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width style surfaceScale systemLanguage tableValues targetX targetY text-anchor
    text-decoration text-orientation text-rendering textLength to transform transform-box
    transform-origin type unicode-bidi values vector-effect version viewBox visibility white-space width
    word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2 yChannelSelector z aria-describedby
    aria-hidden aria-label aria-labelledby
"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
