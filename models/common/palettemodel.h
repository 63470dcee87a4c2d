// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/common/fuzzyindex.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! One thing the palette can offer. The page that made it knows what \a kind and \a id mean.
struct PaletteEntry
{
    enum class Section { Open, Do, Switch };
    Section section = Section::Open;
    QString kind; //!< plugin, request, operation, action, environment, ...
    QString id;
    QString text; //!< What is matched and shown.
    QString detail; //!< Shown beside it; not matched.
    QString keys; //!< Shortcut in words; may be empty.
    bool enabled = true;
    QString whyNot; //!< When it is not enabled.
    bool operator==(const PaletteEntry &) const = default;
};

//! What the palette shows for what is typed: the best of each section. A leading `>` keeps actions,
//! `:` what can be switched to, `#` objects.
class PaletteModel final : public ValueListModel<PaletteEntry>
{
    Q_OBJECT

public:
    enum Role {
        SectionRole = Qt::UserRole, //!< PaletteEntry::Section
        KindRole,
        IdRole,
        TextRole,
        DetailRole,
        KeysRole,
        EnabledRole,
        WhyNotRole,
        FirstOfSectionRole,
        MatchRole //!< QList<int>: positions in the text
    };

    explicit PaletteModel(QObject *parent = nullptr);

    void setEntries(QList<PaletteEntry> entries);
    void setTyped(const QString &typed);
    static constexpr int mostPerSection = 8;

private:
    bool isSame(const PaletteEntry &a, const PaletteEntry &b) const override;
    QVariant value(const PaletteEntry &entry, int column, int role) const override;
    void refill();
    bool accepts(PaletteEntry::Section section) const;

    QList<PaletteEntry> m_entries;
    FuzzyIndex m_index;
    QString m_typed;
    QChar m_mode;
};

} // namespace gatehouse
