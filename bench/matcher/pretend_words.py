"""Sentences with gaps and the words that fill them, in several languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """`share` of the people write in this language; `words` fill the gaps in the sentences."""

    share: float
    sentences: Sequence[str]
    why: Sequence[str]
    offer: Sequence[str]
    seek: Sequence[str]
    words: Mapping[str, Sequence[str]]


def _words(text: str) -> tuple[str, ...]:
    """Separated by commas, however the lines break."""
    return tuple(word.strip() for word in " ".join(text.split()).split(",") if word.strip())


_TOWNS = _words("""
    Glasgow, Cork, Utrecht, Porto, Lyon, Dresden, Kraków, Tallinn, Montréal, Nairobi, Auckland,
    Osaka, Bristol, Cardiff, Belfast, Norwich, Ghent, Malmö, Bergen, Turku, Gdańsk, Brno, Graz,
    Basel, Bologna, Valencia, Bilbao, Braga, Nantes, Lille, Leipzig, Bremen, Freiburg, Hamburg,
    Toronto, Vancouver, Denver, Portland, Austin, Chicago, Boston, Atlanta, Melbourne, Perth,
    Wellington, Singapore, Mumbai, Pune, Bangalore, Lagos, Accra, Kampala, Cairo, Tunis, Izmir,
    Ankara, Athens, Sofia, Cluj, Zagreb, Ljubljana, Lviv, Vilnius, Riga, Oslo, Aarhus, Odense,
    Santiago, Rosario, Medellín, Quito, Monterrey, Recife, Curitiba, Havana, Seoul, Busan, Hanoi,
    Manila, Jakarta, Dundee, Exeter, Sheffield, Swansea, Galway, Limerick, Rotterdam, Groningen
""")
_FIRMS = _words("""
    the city council, a small publisher, the national rail company, a solar start-up, the local
    hospital, a bank, a brewery, the university library, a housing charity, an airline, a bakery
    chain, the water board, a games studio, the fire brigade, a seed company, a shipping line,
    a museum, a law firm, the post office, a robotics lab, a food bank, a theatre, a phone company
""")
_DIGITS = _words("3, 4, 5, 6, 7, 8, 9, 11, 12, 14, 15, 17, 18, 20, 22, 25")

_ENGLISH = Phrasebook(
    0.62,
    _words("""
        I grew up near {town} and moved to {town} for work {digit} years ago.,
        I work as a {job} at {firm} and mostly enjoy the people.,
        Before that I was a {job} for {digit} years in {town}.,
        At weekends you find me {doing} with my {kin}.,
        I never got the hang of {doing} although my {kin} swears by it.,
        I'd love to learn {doing} one day.,
        My {kin} is a {job} and keeps telling stories about {thing}.,
        Last spring I started {doing} and broke two {thing} in the first week.,
        I studied {subject} in {town} but ended up somewhere else entirely.,
        I once spent a whole winter fixing {thing} in a shed outside {town}.,
        These days I write about {subject} and teach evening classes.,
        We have {digit} {thing} in the kitchen and no idea why.,
        I volunteer at {firm} and look after the {thing}.,
        After I was made redundant I retrained as a {job}.,
        I used to play {game} every Thursday in {town}.,
        I'm learning {tongue} because of my {kin}.,
        We speak {tongue} at home and English at work.,
        I run a tiny club for {game} and {thing}.,
        My first job was selling {thing} at a market in {town}.,
        I became a parent {digit} months ago and sleep very little.,
        I collect {thing} and have far too many of them.,
        During the pandemic I taught myself {doing} from old books.
    """),
    _words("""
        I want to hear how others use {subject}, I'm new to {town}, a friend from {firm} told me to
        come, I am thinking of becoming a {job}, I miss talking about {thing}
    """),
    _words("""
        {doing} for beginners, how to find work as a {job}, {tongue} conversation, restoring
        {thing}, moving to {town}, teaching {subject}, reading a contract as a {job}
    """),
    _words("""
        knows {subject} well, could show me {doing}, wants to practise {tongue}, works as a {job},
        has moved to {town}, can help me with {thing}, plays {game} online
    """),
    {
        "town": _TOWNS,
        "firm": _FIRMS,
        "digit": _DIGITS,
        "job": _words("""
            teacher, nurse, data analyst, plumber, bookkeeper, product manager, midwife, baker,
            translator, civil engineer, gardener, web developer, paramedic, librarian, accountant,
            graphic designer, carpenter, lawyer, research chemist, bus driver, social worker,
            journalist, optician, surveyor, cellist, farmer, speech therapist, barista,
            sound engineer, tour guide, vet, dentist, potter, architect, locksmith,
            statistician, school cook, stage manager, recruiter, welder, pharmacist, pilot, luthier
        """),
        "doing": _words("""
            cycling, bouldering, baking bread, running, knitting, sea swimming, birdwatching,
            photography, gardening, sailing, hiking, playing the cello, painting, chess, yoga,
            beekeeping, folk dancing, kayaking, woodturning, pottery, surfing, karate, juggling,
            stargazing, cooking, choir singing, calligraphy, skiing, film photography, foraging,
            playing the banjo, metal detecting, home brewing, dressmaking, horse riding, origami,
            bell ringing, fencing, puppet making, orienteering, brass band, model railways, tai chi
        """),
        "thing": _words("""
            bicycles, clocks, typewriters, maps, tomatoes, radios, violins, kites, beehives, stamps,
            motorbikes, telescopes, spoons, teapots, orchids, accordions, sheep, cameras, lamps,
            canoes, postcards, vinyl records, sewing machines, puppets, chickens, pens,
            comics, fossils, boats, looms, quilts, mushrooms, locks, carpets, cacti, barometers
        """),
        "subject": _words("""
            marine biology, statistics, medieval history, accounting, linguistics, law, chemistry,
            philosophy, machine learning, town planning, nutrition, astronomy, education, nursing,
            geology, typography, public health, economics, robotics, forestry, archaeology, music
            theory, open data, cryptography, textile design, soil science, logistics, psychology
        """),
        "kin": _words("""
            daughter, brother, neighbour, mother, partner, grandfather, cousin, husband, wife, aunt,
            flatmate, son, colleague, uncle, father, niece, sister, boss, godson, twin sister
        """),
        "game": _words("""
            chess, table tennis, bridge, badminton, dominoes, volleyball, darts, football, cricket,
            backgammon, rugby, handball, croquet, squash, basketball, netball, board games, poker
        """),
        "tongue": _words("""
            Spanish, Polish, Welsh, Japanese, Italian, Finnish, Portuguese, Greek, Arabic, Dutch,
            Hungarian, Swahili, Turkish, Korean, Catalan, Estonian, Norwegian, Hindi, Romanian
        """),
    },
)

_GERMAN = Phrasebook(
    0.14,
    _words("""
        Ich bin in {town} aufgewachsen und vor {digit} Jahren nach {town} gezogen.,
        Ich arbeite als {job} und mag meine Kollegen sehr.,
        Früher war ich {job} in {town}.,
        Am Wochenende gehe ich am liebsten {doing}.,
        Ich kann überhaupt nicht {doing} und will es auch nicht lernen.,
        Eines Tages möchte ich {doing} lernen.,
        Meine {kin} ist {job} und erzählt dauernd von {thing}.,
        Ich habe {subject} in {town} studiert und nie bereut.,
        Wir haben {digit} {thing} im Keller und keinen Platz mehr.,
        Seit ich Vater bin schlafe ich kaum noch.,
        Ich lerne seit {digit} Monaten {tongue} und verstehe noch wenig.,
        Im Winter repariere ich alte {thing} in einer Werkstatt bei {town}.
    """),
    _words("mich {subject} interessiert, ich neu in {town} bin, ich als {job} anfangen will"),
    _words("{doing} für Anfänger, {tongue} im Gespräch, Hilfe mit {thing}, {subject}"),
    _words("{subject} kennt, mir {doing} beibringt, {tongue} spricht, sich mit {thing} auskennt"),
    {
        "town": _TOWNS,
        "digit": _DIGITS,
        "job": _words("""
            Lehrerin, Krankenpfleger, Bäckerin, Softwareentwickler, Hebamme, Tischler, Übersetzerin,
            Gärtner, Buchhalterin, Architekt, Ärztin, Fotograf, Bibliothekarin, Winzer, Polizistin,
            Schornsteinfeger, Köchin, Anwalt, Optikerin, Landwirt, Apothekerin, Elektriker
        """),
        "doing": _words("""
            wandern, klettern, schwimmen, laufen, stricken, Rad fahren, tanzen, segeln, backen,
            fotografieren, rudern, malen, reiten, Schach spielen, angeln, Ski fahren, nähen, singen,
            Geige spielen, töpfern, surfen, turnen
        """),
        "thing": _words("""
            Fahrräder, Uhren, Bienen, Radios, Lampen, Briefmarken, Tomaten, Schreibmaschinen, Boote,
            Kameras, Hühner, Landkarten, Schallplatten, Pilze, Kakteen, Drachen, Teppiche, Geigen
        """),
        "subject": _words("""
            Geschichte, Informatik, Biologie, Jura, Mathematik, Philosophie, Maschinenbau, Physik,
            Soziologie, Medizin, Chemie, Volkswirtschaft, Geografie, Pädagogik, Germanistik
        """),
        "kin": _words("Schwester, Mutter, Tochter, Nachbarin, Cousine, Frau, Oma, Tante, Chefin"),
        "tongue": _words("""
            Spanisch, Polnisch, Japanisch, Italienisch, Finnisch, Portugiesisch, Griechisch,
            Arabisch, Niederländisch, Ungarisch, Türkisch, Koreanisch, Katalanisch, Schwedisch
        """),
    },
)

_FRENCH = Phrasebook(
    0.12,
    _words("""
        J'ai grandi à {town} et j'habite à {town} depuis {digit} ans.,
        Je travaille comme {job} dans une petite équipe.,
        Avant cela j'étais {job} pendant {digit} ans.,
        Le week-end j'adore {doing} avec mes amis.,
        Je n'ai jamais aimé {doing} malgré tous mes efforts.,
        Un jour je voudrais apprendre à {doing}.,
        Ma {kin} est {job} et me parle sans cesse de {thing}.,
        J'ai étudié {subject} à {town} il y a longtemps.,
        Je collectionne des {thing} depuis mon enfance.,
        J'apprends le {tongue} pour parler avec ma {kin}.,
        Je suis devenu papa il y a {digit} mois et je dors peu.,
        L'hiver je répare des {thing} dans un atelier près de {town}.
    """),
    _words("{subject} m'intéresse, je viens d'arriver à {town}, je veux devenir {job}"),
    _words("{doing} pour débutants, conversation en {tongue}, conseils sur {subject}"),
    _words("connaît {subject}, pourrait m'apprendre à {doing}, parle {tongue}, aime les {thing}"),
    {
        "town": _TOWNS,
        "digit": _DIGITS,
        "job": _words("""
            infirmière, boulanger, professeure, développeur, comptable, menuisier, traductrice,
            jardinier, avocate, architecte, médecin, photographe, bibliothécaire, vigneron,
            cuisinier, pharmacienne, électricien, graphiste, journaliste, opticien, éditrice
        """),
        "doing": _words("""
            courir, nager, grimper, tricoter, cuisiner, danser, chanter, jardiner, peindre, lire,
            faire du vélo, jouer aux échecs, faire de la voile, skier, pêcher, randonner, coudre,
            jouer du violon, faire de la poterie, photographier les oiseaux
        """),
        "thing": _words("""
            vélos, montres, abeilles, radios, lampes, timbres, tomates, bateaux, appareils photo,
            poules, cartes anciennes, vinyles, champignons, cactus, tapis, violons, cerfs-volants
        """),
        "subject": _words("""
            l'histoire, l'informatique, la biologie, le droit, les mathématiques, la philosophie,
            la physique, la sociologie, la chimie, l'économie, la géographie, la linguistique
        """),
        "kin": _words("sœur, mère, fille, voisine, cousine, femme, grand-mère, tante, cheffe"),
        "tongue": _words("""
            espagnol, polonais, japonais, italien, finnois, portugais, grec, arabe, néerlandais,
            hongrois, turc, coréen, catalan, suédois, breton
        """),
    },
)

_SPANISH = Phrasebook(
    0.12,
    _words("""
        Crecí en {town} y hace {digit} años me mudé a {town}.,
        Trabajo como {job} en un equipo pequeño.,
        Antes fui {job} durante {digit} años.,
        Los fines de semana me encanta {doing} con mis amigos.,
        Nunca aprendí a {doing} y no me importa.,
        Algún día quiero aprender a {doing}.,
        Mi {kin} es {job} y siempre habla de {thing}.,
        Estudié {subject} en {town} hace mucho tiempo.,
        Colecciono {thing} desde que era niño.,
        Estoy aprendiendo {tongue} por mi {kin}.,
        Soy madre desde hace {digit} meses y duermo poco.,
        En invierno arreglo {thing} en un taller cerca de {town}.
    """),
    _words("me interesa {subject}, acabo de llegar a {town}, quiero ser {job}"),
    _words("{doing} para principiantes, conversación en {tongue}, consejos sobre {subject}"),
    _words("sepa de {subject}, me enseñe a {doing}, hable {tongue}, le gusten {thing}"),
    {
        "town": _TOWNS,
        "digit": _DIGITS,
        "job": _words("""
            enfermera, panadero, profesora, programador, contable, carpintero, traductora,
            jardinero, abogada, arquitecto, médica, fotógrafo, bibliotecaria, cocinero,
            electricista, diseñadora, periodista, agricultor, veterinaria
        """),
        "doing": _words("""
            correr, nadar, escalar, tejer, cocinar, bailar, cantar, pintar, leer, coser, pescar,
            montar en bicicleta, jugar al ajedrez, navegar, esquiar, caminar por la montaña,
            tocar el violín, hacer cerámica, observar aves, tocar la guitarra
        """),
        "thing": _words("""
            bicicletas, relojes, abejas, radios, lámparas, sellos, tomates, barcos, cámaras,
            gallinas, mapas antiguos, vinilos, setas, cactus, alfombras, violines, cometas
        """),
        "subject": _words("""
            historia, informática, biología, derecho, matemáticas, filosofía, física, sociología,
            química, economía, geografía, lingüística, pedagogía, psicología, medicina
        """),
        "kin": _words("hermana, madre, hija, vecina, prima, mujer, abuela, tía, jefa"),
        "tongue": _words("""
            inglés, polaco, japonés, italiano, finlandés, portugués, griego, árabe, neerlandés,
            húngaro, turco, coreano, catalán, sueco, gallego
        """),
    },
)

LANGUAGES = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}
