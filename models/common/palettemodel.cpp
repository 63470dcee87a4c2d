// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/common/palettemodel.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

PaletteModel::PaletteModel(QObject *parent)
    : ValueListModel(parent)
{
}

void PaletteModel::setEntries(QList<PaletteEntry> entries)
{
    m_entries = std::move(entries);
    m_index.clear();
    m_index.reserve(m_entries.size());
    for (const PaletteEntry &entry : std::as_const(m_entries))
        m_index.add(entry.text + u' ' + entry.detail);
    refill();
}

void PaletteModel::setTyped(const QString &typed)
{
    const bool hasMode = typed.startsWith(u'>') || typed.startsWith(u':') || typed.startsWith(u'#');
    m_mode = hasMode ? typed.at(0) : QChar();
    m_typed = typed.mid(hasMode ? 1 : 0).trimmed();
    refill();
}

bool PaletteModel::isSame(const PaletteEntry &a, const PaletteEntry &b) const
{
    return a.kind == b.kind && a.id == b.id;
}

QVariant PaletteModel::value(const PaletteEntry &entry, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case TextRole:
        return entry.text;
    case SectionRole:
        return int(entry.section);
    case KindRole:
        return entry.kind;
    case IdRole:
        return entry.id;
    case DetailRole:
        return entry.detail;
    case KeysRole:
        return entry.keys;
    case EnabledRole:
        return entry.enabled;
    case WhyNotRole:
        return entry.whyNot;
    case FirstOfSectionRole: {
        const qsizetype row = items().indexOf(entry);
        return row == 0 || items().at(row - 1).section != entry.section;
    }
    case MatchRole:
        return QVariant::fromValue(FuzzyIndex::matchedPositions(entry.text, m_typed));
    default:
        return {};
    }
}

void PaletteModel::refill()
{
    std::array<QList<PaletteEntry>, 3> sections;
    const auto offer = [&](const PaletteEntry &entry) {
        QList<PaletteEntry> &section = sections[size_t(entry.section)];
        if (accepts(entry.section) && section.size() < mostPerSection)
            section.append(entry);
    };
    if (m_typed.isEmpty()) {
        for (const PaletteEntry &entry : std::as_const(m_entries))
            offer(entry);
    } else {
        const QList<FuzzyIndex::Hit> hits = m_index.rank(m_typed, 400);
        for (const FuzzyIndex::Hit &hit : hits)
            offer(m_entries.at(hit.entry));
    }
    setItems(sections[0] + sections[1] + sections[2]);
}

bool PaletteModel::accepts(PaletteEntry::Section section) const
{
    if (m_mode == u'>')
        return section == PaletteEntry::Section::Do;
    if (m_mode == u':')
        return section == PaletteEntry::Section::Switch;
    if (m_mode == u'#')
        return section == PaletteEntry::Section::Open;
    return true;
}

} // namespace gatehouse
