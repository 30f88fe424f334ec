"""The part of the schema.org vocabulary that a news site uses, as facts (https://schema.org/docs/full.html).

`TYPES` gives each type its direct parents. `PROPERTIES` gives each property the types that may have it and
the types of its values. What a page uses beyond these tables is looked up at schema.org and added here. One
value is not from there: a `ListItem` may name its page by the address alone, as Google documents it.
"""

from __future__ import annotations

_TYPES = """
Thing
Action: Thing
AboutPage: WebPage
AdvertiserContentArticle: Article
AnalysisNewsArticle: NewsArticle
Article: CreativeWork
AskPublicNewsArticle: NewsArticle
AudioObject: MediaObject
BackgroundNewsArticle: NewsArticle
BlogPosting: SocialMediaPosting
BreadcrumbList: ItemList
Claim: CreativeWork
ClaimReview: Review
CollectionPage: WebPage
Comment: CreativeWork
ContactPage: WebPage
ContactPoint: StructuredValue
CorrectionComment: Comment
CreativeWork: Thing
CreativeWorkSeries: CreativeWork Series
CriticReview: Review
DefinedTerm: Intangible
EntryPoint: Intangible
Event: Thing
ImageObject: MediaObject
Intangible: Thing
ItemList: Intangible
ItemPage: WebPage
ListItem: Intangible
LiveBlogPosting: BlogPosting
MediaObject: CreativeWork
NewsArticle: Article
NewsMediaOrganization: Organization
OpinionNewsArticle: NewsArticle
Organization: Thing
Periodical: CreativeWorkSeries
Newspaper: Periodical
Person: Thing
Place: Thing
PostalAddress: ContactPoint
ProfilePage: WebPage
PropertyValueSpecification: Intangible
QuantitativeValue: StructuredValue
Rating: Intangible
ReportageNewsArticle: NewsArticle
Review: CreativeWork
ReviewNewsArticle: CriticReview NewsArticle
SatiricalArticle: Article
SearchAction: Action
SearchResultsPage: WebPage
Series: Intangible
SocialMediaPosting: Article
SpeakableSpecification: Intangible
StructuredValue: Intangible
VideoObject: MediaObject
WebPage: CreativeWork
WebPageElement: CreativeWork
WebSite: CreativeWork
"""

# property | types that may have it | types of its values
_PROPERTIES = """
alternateName | Thing | Text
description | Thing | Text
disambiguatingDescription | Thing | Text
identifier | Thing | Text URL
image | Thing | ImageObject URL
mainEntityOfPage | Thing | CreativeWork URL
name | Thing | Text
potentialAction | Thing | Action
sameAs | Thing | URL
subjectOf | Thing | CreativeWork Event
url | Thing | URL

about | CreativeWork | Thing
abstract | CreativeWork | Text
alternativeHeadline | CreativeWork | Text
author | CreativeWork Rating | Organization Person
citation | CreativeWork | CreativeWork Text
comment | CreativeWork | Comment
conditionsOfAccess | CreativeWork | Text
contentLocation | CreativeWork | Place
contributor | CreativeWork | Organization Person
copyrightHolder | CreativeWork | Organization Person
copyrightNotice | CreativeWork | Text
copyrightYear | CreativeWork | Number
correction | CreativeWork | CorrectionComment Text URL
creativeWorkStatus | CreativeWork | DefinedTerm Text
creator | CreativeWork | Organization Person
creditText | CreativeWork | Text
dateCreated | CreativeWork | Date DateTime
dateModified | CreativeWork | Date DateTime
datePublished | CreativeWork | Date DateTime
editor | CreativeWork | Person
expires | CreativeWork | Date DateTime
genre | CreativeWork | Text URL
hasPart | CreativeWork | CreativeWork
headline | CreativeWork | Text
inLanguage | CreativeWork | Text
isAccessibleForFree | CreativeWork Event Place | Boolean
isBasedOn | CreativeWork | CreativeWork URL
isPartOf | CreativeWork | CreativeWork URL
keywords | CreativeWork Event Organization Place | DefinedTerm Text URL
license | CreativeWork | CreativeWork URL
acquireLicensePage | CreativeWork | CreativeWork URL
locationCreated | CreativeWork | Place
mainEntity | CreativeWork | Thing
mentions | CreativeWork | Thing
position | CreativeWork ListItem | Integer Text
publisher | CreativeWork | Organization Person
publishingPrinciples | CreativeWork Organization Person | CreativeWork URL
review | CreativeWork Event Organization Place | Review
sourceOrganization | CreativeWork | Organization
sponsor | CreativeWork Event Organization Person | Organization Person
temporalCoverage | CreativeWork | DateTime Text URL
text | CreativeWork | Text
thumbnail | CreativeWork | ImageObject
thumbnailUrl | CreativeWork | URL
timeRequired | CreativeWork | Duration
translationOfWork | CreativeWork | CreativeWork
translator | CreativeWork Event | Organization Person
usageInfo | CreativeWork | CreativeWork URL
workTranslation | CreativeWork | CreativeWork

articleBody | Article | Text
articleSection | Article | Text
backstory | Article | CreativeWork Text
wordCount | Article | Integer
dateline | NewsArticle | Text
sharedContent | SocialMediaPosting Comment | CreativeWork
coverageStartTime | LiveBlogPosting | DateTime
coverageEndTime | LiveBlogPosting | DateTime
liveBlogUpdate | LiveBlogPosting | BlogPosting
parentItem | Comment | Comment CreativeWork
itemReviewed | Review | Thing
reviewBody | Review | Text
reviewRating | Review | Rating
claimReviewed | ClaimReview | Text
bestRating | Rating | Number Text
ratingValue | Rating | Number Text
worstRating | Rating | Number Text
startDate | CreativeWorkSeries Event | Date DateTime
endDate | CreativeWorkSeries Event | Date DateTime
issn | CreativeWorkSeries WebSite | Text

breadcrumb | WebPage | BreadcrumbList Text
lastReviewed | WebPage | Date
mainContentOfPage | WebPage | WebPageElement
primaryImageOfPage | WebPage | ImageObject
relatedLink | WebPage | URL
significantLink | WebPage | URL
speakable | Article WebPage | SpeakableSpecification URL
cssSelector | SpeakableSpecification WebPageElement | Text
xpath | SpeakableSpecification WebPageElement | Text

caption | ImageObject | MediaObject Text
representativeOfPage | ImageObject | Boolean
contentSize | MediaObject | Text
contentUrl | MediaObject | URL
encodingFormat | CreativeWork MediaObject | Text URL
height | MediaObject Person | Distance QuantitativeValue
width | MediaObject | Distance QuantitativeValue
uploadDate | MediaObject | Date DateTime
duration | MediaObject Event | Duration QuantitativeValue
transcript | AudioObject VideoObject | Text
audio | CreativeWork | AudioObject
video | CreativeWork | VideoObject

itemListElement | ItemList | ListItem Text Thing
itemListOrder | ItemList | Text
numberOfItems | ItemList | Integer
item | ListItem | Thing URL
nextItem | ListItem | ListItem
previousItem | ListItem | ListItem

address | Organization Person Place | PostalAddress Text
affiliation | Person | Organization
alumniOf | Person | Organization
brand | Organization Person | Organization
contactPoint | Organization Person | ContactPoint
email | ContactPoint Organization Person | Text
employee | Organization | Person
familyName | Person | Text
founder | Organization | Organization Person
foundingDate | Organization | Date
foundingLocation | Organization | Place
givenName | Person | Text
hasCredential | Organization Person | CreativeWork
honorificPrefix | Person | Text
jobTitle | Person | DefinedTerm Text
knowsAbout | Organization Person | Text Thing URL
knowsLanguage | Organization Person | Text
legalName | Organization | Text
logo | Organization Place | ImageObject URL
memberOf | Organization Person | Organization
parentOrganization | Organization | Organization
slogan | Organization Place | Text
telephone | ContactPoint Organization Person Place | Text
worksFor | Person | Organization

actionableFeedbackPolicy | Organization | CreativeWork URL
correctionsPolicy | Organization | CreativeWork URL
diversityPolicy | Organization | CreativeWork URL
diversityStaffingReport | Organization | Article URL
ethicsPolicy | Organization | CreativeWork URL
masthead | NewsMediaOrganization | CreativeWork URL
missionCoveragePrioritiesPolicy | NewsMediaOrganization | CreativeWork URL
noBylinesPolicy | NewsMediaOrganization | CreativeWork URL
ownershipFundingInfo | Organization | CreativeWork Text URL
unnamedSourcesPolicy | Organization | CreativeWork URL
verificationFactCheckingPolicy | NewsMediaOrganization | CreativeWork URL

addressCountry | PostalAddress | Text
addressLocality | PostalAddress | Text
addressRegion | PostalAddress | Text
areaServed | ContactPoint Organization | Place Text
availableLanguage | ContactPoint | Text
contactType | ContactPoint | Text
postalCode | PostalAddress | Text
streetAddress | PostalAddress | Text

query | SearchAction | Text
query-input | SearchAction | PropertyValueSpecification Text
target | Action | EntryPoint URL
urlTemplate | EntryPoint | Text
valueName | PropertyValueSpecification | Text
valueRequired | PropertyValueSpecification | Boolean
"""

VALUES = frozenset(
    {"Boolean", "Date", "DateTime", "Distance", "Duration", "Integer", "Number", "Text", "URL"}
)
"""Types whose values are plain and not things; `Distance` and `Duration` are written as texts."""


def _rows(table: str, separator: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split(separator)] for line in table.splitlines() if line.strip()]


TYPES: dict[str, tuple[str, ...]] = {
    name: tuple(parents[0].split()) if parents else () for name, *parents in _rows(_TYPES, ":")
}

PROPERTIES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    name: (frozenset(domains.split()), frozenset(ranges.split()))
    for name, domains, ranges in _rows(_PROPERTIES, "|")
}


def is_a(kind: str, ancestors: frozenset[str]) -> bool:
    """Whether a type is one of the others, or is below one of them."""
    return kind in ancestors or any(is_a(parent, ancestors) for parent in TYPES[kind])
