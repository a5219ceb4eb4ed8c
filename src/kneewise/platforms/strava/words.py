"""Strava's words in the languages whose exports were seen or are certain.

Columns are found by content and place; the names here only confirm. An unknown word is no error.
"""

from __future__ import annotations

from collections.abc import Mapping

from kneewise.model.sport import Sport

HEADERS: Mapping[str, frozenset[str]] = {
    "file": frozenset({"filename", "dateiname", "bestandsnaam", "nom du fichier"}),
    "id": frozenset({"activity id", "id", "aktivitäts-id", "activiteits-id", "id de l'activité"}),
    "date": frozenset(
        {
            "activity date",
            "date",
            "aktivitätsdatum",
            "datum van activiteit",
            "date de l'activité",
        }
    ),
    "name": frozenset(
        {
            "activity name",
            "name",
            "name der aktivität",
            "naam activiteit",
            "nom de l'activité",
        }
    ),
    "type": frozenset(
        {"activity type", "type", "aktivitätsart", "activiteitstype", "type d'activité"}
    ),
    "note": frozenset({"activity description", "description", "aktivitätsbeschreibung"}),
    "private_note": frozenset(
        {"activity private note", "hinweis zur privatsphäre für aktivitäten"}
    ),
    "gear": frozenset(
        {"activity gear", "gear", "aktivitätsausrüstung", "uitrusting voor activiteit"}
    ),
}
"""Names of a column in lower case; the first column of that name counts."""

_TYPES: Mapping[Sport, str] = {
    Sport.RUNNING: "run, lauf, laufen, course à pied, carrera, corsa, corrida, hardloopsessie,"
    "hardlopen, забег, бег, ラン, ランニング",
    Sport.TRAIL_RUNNING: "trail run, traillauf, trailrun, trail, carrera de montaña, trail running,"
    "corrida em trilha, трейл, трейлраннинг, トレイルラン",
    Sport.VIRTUAL_RUNNING: "virtual run, virtueller lauf, course à pied virtuelle, carrera virtual,"
    "corsa virtuale, corrida virtual, virtuele hardloopsessie, виртуальный забег, バーチャルラン",
    Sport.WALKING: "walk, spaziergang, gehen, marche, caminata, camminata, caminhada, wandeling,"
    "ходьба, прогулка, ウォーク, ウォーキング",
    Sport.HIKING: "hike, wanderung, wandern, randonnée, senderismo, excursionismo, escursione,"
    "trilha, поход, хайкинг, ハイク, ハイキング",
    Sport.CYCLING: "ride, virtual ride, e-bike ride, mountain bike ride, gravel ride, handcycle,"
    "velomobile, radfahrt, radfahren, virtuelle radfahrt, virtuelles radfahren, vélo, sortie vélo,"
    "vélo virtuel, bicicleta, ciclismo, giro in bici, pedalada, rit, fietsrit, fietstocht, заезд,"
    "велозаезд, ライド, バーチャルライド",
    Sport.SWIMMING: "swim, schwimmen, natation, natación, nuoto, natação, zwemsessie, zwemmen,"
    "плавание, заплыв, スイム, 水泳",
    Sport.ROWING: "rowing, virtual row, rudern, aviron, remo, canottaggio, roeien, гребля,"
    "ローイング",
    Sport.ELLIPTICAL: "elliptical, ellipsentrainer, crosstrainer, elliptique, vélo elliptique,"
    "elíptica, elíptico, ellittica, эллипсоид, エリプティカル",
    Sport.CLASSIC_SKIING: "nordic ski, skilanglauf, ski nordique, sci nordico, esqui nórdico",
    Sport.ALPINE_SKIING: "alpine ski, backcountry ski, snowboard, ski alpin, sci alpino",
    Sport.SKATING: "ice skate, inline skate, eislaufen, inlineskaten, patinage",
    Sport.STRENGTH: "weight training, crossfit, krafttraining, musculation,"
    "entrenamiento con pesas, allenamento pesi, krachttraining, силовая тренировка,"
    "ウェイトトレーニング",
    Sport.YOGA: "yoga, pilates, ioga, йога, ヨガ",
    Sport.BALL_SPORT: "soccer, football (soccer), tennis, badminton, squash, table tennis,"
    "pickleball, padel, racquetball, golf, fußball, football, fútbol, calcio, futebol, voetbal,"
    "футбол, теннис, サッカー, テニス",
    Sport.OTHER: "workout, training, entraînement, entrenamiento, allenamento, treino, тренировка,"
    "ワークアウト",
}


def sport_of(word: str) -> Sport | None:
    """The sport of an activity type in any known language; None for an unknown word."""
    wanted = word.strip().casefold()
    if not wanted:
        return None
    for sport, words in _TYPES.items():
        if wanted in (each.strip() for each in words.split(",")):
            return sport
    return None
