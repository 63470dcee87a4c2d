// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QObject>

namespace gatehouse {

//! What the registry knows of one command. Everything shown about it (palette, shortcut sheet,
//! tool tips, key caps in buttons) comes from here.
struct ActionSpec
{
    QString id; //!< "request.approve": stable, never shown.
    QString text; //!< Translated; ends in "…" when it asks more before anything happens.
    QString section; //!< Translated heading of the shortcut sheet: "Request".
    QString page; //!< Page id where it acts; empty = everywhere.
    QList<QKeySequence> keys; //!< Alternatives. {A, R} as one sequence means "A then R".
    bool inPalette = true; //!< Cursor movement and the like is left out.
    //! Translated words of a line of the shortcut sheet that several commands share, those in a
    //! row with the same words: "Next, previous row". Empty: a line of its own.
    QString line = {};
};

//! The one list of commands. Owned by the application, handed down by reference. Pages connect to
//! the QAction's triggered() and keep it enabled truthfully: a disabled one carries its reason.
//! GUI thread only.
class ActionRegistry final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    //! Registers \a spec; the id must be new. The action starts enabled.
    QAction *add(ActionSpec spec);
    //! Null when there is no such command.
    QAction *action(const QString &id) const;
    const ActionSpec *spec(const QString &id) const;
    //! In order of registration.
    QList<ActionSpec> all() const;

    //! Disables with a sentence a person can act on ("Read-only: arm first"); empty enables.
    void setBlocked(const QString &id, const QString &reason);
    QString blockedReason(const QString &id) const;

    //! The page in front; commands of other pages do not answer to keys.
    void setCurrentPage(const QString &page);
    const QString &currentPage() const { return m_page; }
    bool isReachable(const ActionSpec &spec) const { return spec.page.isEmpty() || spec.page == m_page; }

    //! Single letters can be switched off as a set; chords with a modifier stay.
    void setSingleKeysEnabled(bool enabled);
    bool singleKeysEnabled() const { return m_singleKeys; }

Q_SIGNALS:
    void added(const QString &id);
    void blockedChanged(const QString &id);
    void singleKeysEnabledChanged(bool enabled);
    void currentPageChanged(const QString &page);

private:
    struct Entry
    {
        ActionSpec spec;
        QAction *action = nullptr;
        QString blocked;
    };
    QHash<QString, Entry> m_entries;
    QStringList m_order;
    QString m_page;
    bool m_singleKeys = true;
};

//! "A then R", "Ctrl+K", "↵": the words of key caps for one sequence, one entry per key press.
QStringList keyCaps(const QKeySequence &keys);

} // namespace gatehouse
